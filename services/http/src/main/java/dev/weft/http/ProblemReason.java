package dev.weft.http;

import java.util.Locale;

/** A way in which a request can fail; each service has an enum of its own. The word is part of the HTTP contract, and may be a metric's label. */
public interface ProblemReason {

    /** The constant's name. */
    String name();

    /** The HTTP status it is answered with. */
    int status();

    /** A sentence for people, the same for all that fail this way. */
    String title();

    /** The lower-case word that programs go by. */
    default String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The URI that RFC 9457 names it by. */
    default String type() {
        return "urn:weft:problem:" + word();
    }
}
