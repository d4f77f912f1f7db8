package dev.weft.testkit;

import dev.weft.core.Embedding;
import java.util.Random;
import java.util.stream.IntStream;

/** Random directions, evenly spread, the same for the same seed. Not thread-safe. */
public final class UnitVectors {

    private final int dimension;
    private final long seed;
    private final Random random;

    public UnitVectors(int dimension, long seed) {
        if (dimension < 1) {
            throw new IllegalArgumentException("dimension must be positive, got " + dimension);
        }
        this.dimension = dimension;
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** {@code [dimension]}, unit norm. */
    public Embedding next() {
        // Normal numbers in each dimension have no preferred direction.
        float[] values = new float[dimension];
        IntStream.range(0, dimension).forEach(i -> values[i] = (float) random.nextGaussian());
        return Embedding.normalized(values);
    }

    /** For the message of a failing test. */
    @Override
    public String toString() {
        return "UnitVectors[dimension " + dimension + ", seed " + seed + "]";
    }
}
