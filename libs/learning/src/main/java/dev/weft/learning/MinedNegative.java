package dev.weft.learning;

/**
 * A row that is close to an anchor and does not belong to it.
 *
 * @param anchor the side of the pair that it is a negative for; its row is one of the other side
 * @param row of the side opposite to the anchor's
 * @param weight how much it counts, 0 to 1
 */
public record MinedNegative(Anchor anchor, int row, double weight) {

    /** A pair's sides. */
    public enum Anchor {
        LEFT,
        RIGHT
    }

    public MinedNegative {
        if (!(weight >= 0 && weight <= 1)) {
            throw new IllegalArgumentException("weight must be 0 to 1, got " + weight);
        }
    }
}
