package dev.weft.learning;

/** Rows in memory. */
final class ArrayRows implements FeatureRows {

    private final float[][] vectors;
    private final int dimension;

    ArrayRows(float[][] vectors) {
        if (vectors.length == 0) {
            throw new IllegalArgumentException("vectors must have at least 1 row, got 0");
        }
        this.vectors = vectors;
        dimension = vectors[0].length;
        for (float[] vector : vectors) {
            if (vector.length != dimension) {
                throw new IllegalArgumentException(
                        "every row must have " + dimension + " numbers like the first, got " + vector.length);
            }
        }
    }

    @Override
    public int rows() {
        return vectors.length;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public void copy(int row, float[] target, int offset) {
        System.arraycopy(vectors[row], 0, target, offset, dimension);
    }
}
