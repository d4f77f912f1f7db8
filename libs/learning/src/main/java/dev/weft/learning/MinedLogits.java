package dev.weft.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;

/**
 * The logits of one direction's mined negatives in a softmax.
 *
 * @param similarities scaled, {@code [M, K]}
 * @param logits the same with the weights' logarithm, {@code [M, K]}
 */
record MinedLogits(MinedRows mined, NDArray similarities, NDArray logits) {

    static MinedLogits of(MinedRows mined, NDArray anchors, double scale) {
        NDArray similarities = mined.similarities(anchors, scale);
        return new MinedLogits(mined, similarities, similarities.add(mined.logWeights()));
    }

    /** The given log sums {@code [B, 1]} with these logits in the sum. */
    NDArray addedTo(NDArray logSums) {
        NDArray own = MinedRows.filledUp(
                LogSums.ofRows(logits), (int) logSums.getShape().get(0), MinedRows.NOTHING);
        return LogSums.ofBoth(logSums, own);
    }

    /** Their share of the softmax, {@code [M, K]}. */
    NDArray probabilities(NDArray logSums) {
        return logits.sub(logSums.get(new NDIndex("0:" + mined.pairs()))).exp();
    }
}
