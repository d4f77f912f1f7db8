package dev.weft.evaluation.geometry;

import dev.weft.evaluation.retrieval.VectorMatrix;

/**
 * How the vectors of one modality lie to each other, over all pairs of two different rows but for the rank, which counts each row with itself too.
 *
 * @param uniformity logarithm of the mean of exp(-2 × squared distance)
 * @param effectiveRank 1 / mean squared cosine
 * @param meanCosine of two rows
 */
record Spread(double uniformity, double effectiveRank, double meanCosine) {

    static Spread of(VectorMatrix vectors) {
        int rows = vectors.rows();
        double kernels = 0;
        double squares = 0;
        double cosines = 0;
        float[] own = new float[vectors.dimension()];
        for (int row = 0; row < rows; row++) {
            for (int d = 0; d < own.length; d++) {
                own[d] = vectors.get(row, d);
            }
            for (int other = 0; other < row; other++) {
                double cosine = cosine(own, vectors, other);
                cosines += cosine;
                squares += cosine * cosine;
                // The squared distance of unit vectors is 2 - 2 cosines.
                kernels += Math.exp(-4 + 4 * cosine);
            }
        }
        double pairs = rows * (rows - 1.0) / 2;
        double meanSquare = (rows + 2 * squares) / ((double) rows * rows);
        return new Spread(Math.log(kernels / pairs), 1 / meanSquare, cosines / pairs);
    }

    /** Four sums at once: a single one would wait for each addition before the next. */
    private static double cosine(float[] own, VectorMatrix vectors, int other) {
        float a = 0;
        float b = 0;
        float c = 0;
        float e = 0;
        int d = 0;
        for (; d + 4 <= own.length; d += 4) {
            a += own[d] * vectors.get(other, d);
            b += own[d + 1] * vectors.get(other, d + 1);
            c += own[d + 2] * vectors.get(other, d + 2);
            e += own[d + 3] * vectors.get(other, d + 3);
        }
        for (; d < own.length; d++) {
            a += own[d] * vectors.get(other, d);
        }
        return (double) a + b + c + e;
    }
}
