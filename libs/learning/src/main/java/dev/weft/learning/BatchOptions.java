package dev.weft.learning;

/**
 * What a batch is made of; what is neither mined nor replayed is drawn at random.
 *
 * @param size pairs in a batch
 * @param mined share of pairs from mined clusters
 * @param replay share of general pairs
 * @param randomOnly first steps without mined clusters and mined negatives
 */
public record BatchOptions(int size, double mined, double replay, int randomOnly) {

    public static BatchOptions defaults() {
        return new BatchOptions(8192, 0.4, 0.1, 500);
    }

    public BatchOptions {
        Check.range("size", size, 2, 1 << 20);
        Check.range("mined", mined, 0, 1);
        Check.range("replay", replay, 0, 1);
        Check.range("mined and replay together", mined + replay, 0, 1);
        Check.range("randomOnly", randomOnly, 0, Integer.MAX_VALUE);
    }
}
