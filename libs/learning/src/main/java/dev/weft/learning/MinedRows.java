package dev.weft.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Mined negatives of a batch's first pairs: each counts in its own pair's softmax only.
 *
 * @param rows unit norm, {@code [M, K, D]}, for the first M pairs of the batch
 * @param weights {@code [M, K]}; 1 counts like any other negative, 0 not at all
 */
record MinedRows(NDArray rows, NDArray weights) {

    /** Low enough to vanish in a softmax, and finite, so that a difference of two is not NaN. */
    static final double NOTHING = -1e9;

    private static final double SMALLEST_WEIGHT = 1e-30;

    int pairs() {
        return (int) rows.getShape().get(0);
    }

    /** {@code s · anchorᵢ · nᵢₖ}, {@code [M, K]}. */
    NDArray similarities(NDArray anchors, double scale) {
        NDArray own = Tensors.rows(anchors, 0, pairs(), anchors.getManager());
        return own.expandDims(1).mul(rows).sum(new int[] {2}).mul(scale);
    }

    /** What the weights add to a logit: their logarithm. */
    NDArray logWeights() {
        NDArray logarithm = weights.maximum(SMALLEST_WEIGHT).log();
        NDArray none = weights.lte(0).toType(weights.getDataType(), false).mul(NOTHING);
        return logarithm.add(none);
    }

    /** The gradient of {@code rows} given that of the similarities {@code [M, K]}. */
    NDArray gradient(NDArray gradient, NDArray anchors, double scale) {
        NDArray own = Tensors.rows(anchors, 0, pairs(), anchors.getManager());
        return gradient.expandDims(2).mul(own.expandDims(1)).mul(scale);
    }

    /** The gradient of the first M anchors given that of the similarities, filled up with zeros to {@code [size, D]}. */
    NDArray anchorGradient(NDArray gradient, double scale, int size) {
        NDArray own = gradient.expandDims(2).mul(rows).sum(new int[] {1}).mul(scale);
        return filledUp(own, size, 0);
    }

    /** Rows of a constant after the given ones. */
    static NDArray filledUp(NDArray array, int size, double value) {
        int missing = size - (int) array.getShape().get(0);
        if (missing == 0) {
            return array;
        }
        NDManager manager = array.getManager();
        DataType type = array.getDataType();
        long[] shape = array.getShape().getShape().clone();
        shape[0] = missing;
        return array.concat(manager.full(new Shape(shape), (float) value, type), 0);
    }
}
