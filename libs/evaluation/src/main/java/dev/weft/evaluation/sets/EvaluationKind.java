package dev.weft.evaluation.sets;

import java.util.Locale;

/** What a set stands for, and so what the gate asks of it. */
public enum EvaluationKind {
    /** Held-out families of the customer's own catalog: a release is promoted for getting better here. */
    IN_DOMAIN("held-out families"),
    /** The newest held-out items: a catalog drifts away from what a release learned. */
    NEWEST("newest items"),
    /** Held-out items whose caption no item of training carries. */
    UNSEEN("unseen queries × unseen items"),
    /** Pictures and captions that are not of the customer's domain: what a release forgets shows here. */
    GUARD("guard"),
    /** Held-out items that are easily confused with others. */
    HARD("hard"),
    /** Items that matter to moderation. */
    MODERATION("moderation");

    private final String shown;

    EvaluationKind(String shown) {
        this.shown = shown;
    }

    /** For people. */
    public String shown() {
        return shown;
    }

    /** The lower-case name used in files. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
