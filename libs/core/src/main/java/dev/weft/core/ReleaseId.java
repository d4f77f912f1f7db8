package dev.weft.core;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An immutable version of a space: towers, heads and what was measured on them. Vectors of different releases are never compared.
 *
 * @param space the shared vector space, such as {@code catalog}
 * @param number counts up from 1 within the space
 */
public record ReleaseId(String space, int number) {

    private static final String COLLECTION = "__r";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    public ReleaseId {
        Names.requireSpace(space);
        if (number < 1) {
            throw new IllegalArgumentException("release number must be at least 1, got " + number);
        }
    }

    /**
     * Reads {@code space@number}.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static ReleaseId parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("release must be space@number, got no '@'");
        }
        String number = text.substring(at + 1);
        // One text for one release: no sign, no leading zero, no digits of other scripts.
        if (!NUMBER.matcher(number).matches()) {
            throw new IllegalArgumentException(
                    "release must be space@number with a number of 1 to 999999999, got '" + Shown.of(number) + "'");
        }
        return new ReleaseId(text.substring(0, at), Integer.parseInt(number));
    }

    /** The collection that holds this release's vectors: {@code catalog__r7}. The alias {@code catalog} names the live one. */
    public String collection() {
        return space + COLLECTION + number;
    }

    /** The release that a collection is of; empty if no release has a collection of this name. */
    public static Optional<ReleaseId> ofCollection(String collection) {
        int at = collection.lastIndexOf(COLLECTION);
        if (at < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    parse(collection.substring(0, at) + "@" + collection.substring(at + COLLECTION.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return space + "@" + number;
    }
}
