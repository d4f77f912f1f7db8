package dev.weft.learning;

/** Vectors {@code [rows, dimension]}, read by row. Safe for use by several threads. */
public interface FeatureRows {

    int rows();

    int dimension();

    /**
     * Copies a row into an array.
     *
     * @throws IndexOutOfBoundsException if there is no such row, or the array has no room
     */
    void copy(int row, float[] target, int offset);

    /** Takes ownership of the vectors, which must be of one dimension. */
    static FeatureRows of(float[][] vectors) {
        return new ArrayRows(vectors);
    }

    /** Some rows one after the other, {@code [rows.length, dimension]}. */
    default float[] gather(int[] rows) {
        float[] gathered = new float[rows.length * dimension()];
        for (int i = 0; i < rows.length; i++) {
            copy(rows[i], gathered, i * dimension());
        }
        return gathered;
    }
}
