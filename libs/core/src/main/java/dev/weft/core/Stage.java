package dev.weft.core;

import java.util.Locale;

/** A step on the way of an item, as named in statuses, dead letters and metrics. */
public enum Stage {
    ACCEPT,
    READ,
    FETCH,
    DECODE,
    EMBED,
    INDEX;

    /** The lower-case name used in JSON and as a metric's label. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
