package dev.weft.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Logarithms of sums of exponentials, of all rows and all columns of logits that come in chunks of rows. Each sum is kept relative to its largest
 * logit, so nothing overflows at any temperature. Used by one thread.
 */
final class LogSums {

    private final NDArray ofRows;
    private final NDArray largestOfColumns;
    private final NDArray sumsOfColumns;

    LogSums(NDManager manager, DataType type, int size) {
        ofRows = manager.zeros(new Shape(size, 1), type);
        largestOfColumns = manager.full(new Shape(1, size), (float) MinedRows.NOTHING, type);
        sumsOfColumns = manager.zeros(new Shape(1, size), type);
    }

    /** Adds the rows from {@code from} on: logits {@code [any, size]}. */
    void add(int from, NDArray logits) {
        NDManager chunk = logits.getManager();
        int to = from + (int) logits.getShape().get(0);
        Tensors.rows(ofRows, from, to, chunk).addi(ofRows(logits));
        NDArray above = logits.max(new int[] {0}, true).maximum(largestOfColumns);
        NDArray shrink = above.neg().addi(largestOfColumns).exp();
        sumsOfColumns.muli(shrink).addi(logits.sub(above).exp().sum(new int[] {0}, true));
        largestOfColumns.muli(0).addi(above);
    }

    /** {@code [size, 1]} */
    NDArray ofRows() {
        return ofRows;
    }

    /** {@code [size, 1]} */
    NDArray ofColumns() {
        return sumsOfColumns.log().addi(largestOfColumns).transpose();
    }

    /** Of one array's rows, {@code [rows, 1]}. */
    static NDArray ofRows(NDArray logits) {
        NDArray above = logits.max(new int[] {1}, true);
        return logits.sub(above).exp().sum(new int[] {1}, true).log().addi(above);
    }

    /** Of both at each place. */
    static NDArray ofBoth(NDArray a, NDArray b) {
        NDArray above = a.maximum(b);
        return a.sub(above).exp().addi(b.sub(above).exp()).log().addi(above);
    }
}
