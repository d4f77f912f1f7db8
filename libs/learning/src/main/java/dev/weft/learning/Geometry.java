package dev.weft.learning;

/**
 * How widely unit vectors are spread.
 *
 * @param meanCosine of different vectors
 * @param effectiveRank the participation ratio {@code (Σλ)² / Σλ²} of their covariance's eigenvalues λ: how many directions are really used
 */
record Geometry(double meanCosine, double effectiveRank) {

    static Geometry of(float[][] vectors) {
        int count = vectors.length;
        int dimension = vectors[0].length;
        double[] mean = new double[dimension];
        for (float[] vector : vectors) {
            for (int i = 0; i < dimension; i++) {
                mean[i] += vector[i] / (double) count;
            }
        }
        double meanSquared = 0;
        for (double value : mean) {
            meanSquared += value * value;
        }
        float[][] centred = new float[count][dimension];
        double trace = 0;
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < dimension; i++) {
                centred[row][i] = (float) (vectors[row][i] - mean[i]);
            }
            trace += dot(centred[row], centred[row]);
        }
        // The Gram matrix has the covariance's eigenvalues, and the sum of squared entries is that of squared
        // eigenvalues.
        double squares = 0;
        for (float[] a : centred) {
            for (float[] b : centred) {
                double product = dot(a, b);
                squares += product * product;
            }
        }
        double meanCosine = count == 1 ? 1 : (meanSquared * count - 1) / (count - 1);
        return new Geometry(meanCosine, squares == 0 ? 0 : trace * trace / squares);
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
