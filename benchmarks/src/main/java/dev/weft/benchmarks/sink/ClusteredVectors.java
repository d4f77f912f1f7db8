package dev.weft.benchmarks.sink;

import dev.weft.core.Embedding;
import java.util.Random;

/** Vectors of unit norm around centres, without end, and the same for the same seed. Not thread-safe. */
public final class ClusteredVectors {

    /** Catalogs have near neighbours: as many centres as a shop has kinds of things. */
    private static final int CLUSTERS = 500;

    private static final double SPREAD = 0.5;

    private final float[][] centres;
    private final Random random;

    public ClusteredVectors(int dimension, long seed) {
        random = new Random(seed);
        centres = new float[CLUSTERS][];
        for (int i = 0; i < CLUSTERS; i++) {
            centres[i] = gaussian(dimension);
        }
    }

    private ClusteredVectors(float[][] centres, Random random) {
        this.centres = centres;
        this.random = random;
    }

    /** Other vectors around the same centres. */
    ClusteredVectors others(long seed) {
        return new ClusteredVectors(centres, new Random(seed));
    }

    /** The next one: {@code [dimension]}. */
    public float[] next() {
        float[] centre = centres[random.nextInt(CLUSTERS)];
        float[] values = gaussian(centre.length);
        for (int k = 0; k < values.length; k++) {
            values[k] = (float) (centre[k] + SPREAD * values[k]);
        }
        return Embedding.normalized(values).toArray();
    }

    /** The next ones: {@code [count, dimension]}. */
    float[][] next(int count) {
        float[][] vectors = new float[count][];
        for (int i = 0; i < count; i++) {
            vectors[i] = next();
        }
        return vectors;
    }

    private float[] gaussian(int dimension) {
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
