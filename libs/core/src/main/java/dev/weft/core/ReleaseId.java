package dev.weft.core;

/**
 * An immutable version of a space: towers, heads and what was measured on them. Vectors of different releases are never compared.
 *
 * @param space the shared vector space, such as {@code catalog}
 * @param number counts up from 1 within the space
 */
public record ReleaseId(String space, int number) {

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
        try {
            return new ReleaseId(text.substring(0, at), Integer.parseInt(text.substring(at + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("release must be space@number, got a number that is none", e);
        }
    }

    /** The collection that holds this release's vectors: {@code catalog__r7}. The alias {@code catalog} names the live one. */
    public String collection() {
        return space + "__r" + number;
    }

    @Override
    public String toString() {
        return space + "@" + number;
    }
}
