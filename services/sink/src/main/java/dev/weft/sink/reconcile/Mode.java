package dev.weft.sink.reconcile;

import java.util.Locale;

/** What a run does about what it finds. */
public enum Mode {
    /** It tells and changes nothing. */
    VERIFY,
    /** It repairs what can be repaired, and looks again. */
    REPAIR;

    /** The lower-case word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
