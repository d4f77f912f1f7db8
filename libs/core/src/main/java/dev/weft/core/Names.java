package dev.weft.core;

import java.util.regex.Pattern;

/** The one place that knows what an identifier may look like. */
final class Names {

    /** Unreserved characters of RFC 3986: an id needs no escaping in a URL, a file name or a Kafka key. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,128}");

    /** Narrower, because a space names collections, and Milvus allows letters, digits and underscores only. */
    private static final Pattern SPACE = Pattern.compile("[a-z][a-z0-9]{0,30}(_[a-z0-9]{1,30}){0,3}");

    private Names() {}

    static String requireId(String what, String value) {
        if (!ID.matcher(value).matches() || value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException(
                    what + " must be 1 to 128 characters of A-Z a-z 0-9 . _ ~ - and not '.' or '..', got '"
                            + Shown.of(value) + "'");
        }
        return value;
    }

    static long requireVersion(long version, Object owner) {
        if (version < 1) {
            throw new IllegalArgumentException("media version must be positive, got " + version + " for " + owner);
        }
        return version;
    }

    static String requireFamily(String family, Object owner) {
        if (family.isEmpty() || family.length() > 256) {
            throw new IllegalArgumentException(
                    "family must have 1 to 256 characters, got " + family.length() + " for " + owner);
        }
        return family;
    }

    /** The split firewall: what is learned from is made of families of the split {@link Split#TRAIN} only. */
    static void requireTrain(String family, Object owner) {
        requireFamily(family, owner);
        Split split = Split.of(family);
        if (split != Split.TRAIN) {
            throw new IllegalArgumentException(
                    "a batch may only hold families of the split train, got one of the split " + split.wireName()
                            + " at " + owner);
        }
    }

    static String requireSpace(String value) {
        if (!SPACE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "space must be lower-case words of letters and digits joined by single underscores, got '"
                            + Shown.of(value) + "'");
        }
        return value;
    }
}
