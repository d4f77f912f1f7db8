package dev.weft.gateway.export;

import dev.weft.core.Modality;
import dev.weft.gateway.problem.Quoted;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import java.util.Optional;

/**
 * What each row holds.
 *
 * @param anchor which side is asked with; all rows of an export have the same, so that every column holds one kind of thing
 * @param negatives per row, 0 to 16; a pair with more has several rows, and what is left over at the end is left out
 */
public record TripletShape(Anchor anchor, int negatives) {

    private static final int MAX_NEGATIVES = 16;

    /** The side that is asked with. */
    public enum Anchor {
        /** Texts ask for pictures or sounds. */
        TEXT,
        /** Pictures or sounds ask for texts. */
        MEDIA;

        /** Whether a negative of this modality stands against the anchor. */
        boolean hasNegative(Modality modality) {
            return (modality == Modality.TEXT) == (this == MEDIA);
        }
    }

    public TripletShape {
        if (negatives < 0 || negatives > MAX_NEGATIVES) {
            throw new IllegalArgumentException("negatives must be 0 to " + MAX_NEGATIVES + ", got " + negatives);
        }
    }

    /**
     * Reads query parameters.
     *
     * @param anchor {@code text}, as when absent, or {@code media}
     * @param negatives 1 when absent
     * @throws ProblemException {@code malformed_request} if they are others
     */
    public static TripletShape read(Optional<String> anchor, Optional<String> negatives) {
        try {
            return new TripletShape(
                    anchor.map(TripletShape::anchor).orElse(Anchor.TEXT),
                    negatives.map(Integer::parseInt).orElse(1));
        } catch (NumberFormatException e) {
            throw new ProblemException(
                    StandardReason.MALFORMED_REQUEST,
                    "negatives must be 0 to " + MAX_NEGATIVES + ", got " + Quoted.of(negatives.orElse("")),
                    e);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(StandardReason.MALFORMED_REQUEST, String.valueOf(e.getMessage()), e);
        }
    }

    private static Anchor anchor(String word) {
        return switch (word) {
            case "text" -> Anchor.TEXT;
            case "media" -> Anchor.MEDIA;
            default ->
                throw new ProblemException(
                        StandardReason.MALFORMED_REQUEST, "anchor must be text or media, got " + Quoted.of(word));
        };
    }
}
