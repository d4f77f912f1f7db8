package dev.weft.trainer.pool;

import dev.weft.learning.FeatureRows;

/** The rows of one after those of the other. */
record StackedRows(FeatureRows first, FeatureRows second) implements FeatureRows {

    StackedRows {
        if (first.dimension() != second.dimension()) {
            throw new IllegalArgumentException(
                    "rows must be of one dimension, got " + first.dimension() + " and " + second.dimension());
        }
    }

    @Override
    public int rows() {
        return first.rows() + second.rows();
    }

    @Override
    public int dimension() {
        return first.dimension();
    }

    @Override
    public void copy(int row, float[] target, int offset) {
        if (row < first.rows()) {
            first.copy(row, target, offset);
        } else {
            second.copy(row - first.rows(), target, offset);
        }
    }
}
