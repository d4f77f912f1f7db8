package dev.weft.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.weft.learning.LogitChunks.Chunk;
import java.util.Optional;

/** Sums up a loss and its gradients over chunks of rows, and over mined negatives. Used by one thread. */
final class GradientSums {

    private final ContrastiveBatch batch;
    private final NDArray left;
    private final NDArray right;
    private double loss;
    private double logScale;
    private double bias;
    private Optional<NDArray> forLeft = Optional.empty();
    private Optional<NDArray> forRight = Optional.empty();

    GradientSums(ContrastiveBatch batch) {
        this.batch = batch;
        NDManager manager = batch.left().getManager();
        left = manager.zeros(batch.left().getShape(), batch.left().getDataType());
        right = manager.zeros(batch.right().getShape(), batch.right().getDataType());
    }

    void addLoss(double part) {
        loss += part;
    }

    /**
     * Adds what a chunk's logits contribute.
     *
     * @param gradient of the logits, {@code [rows of the chunk, B]}
     */
    void addChunk(Chunk chunk, NDArray gradient) {
        Tensors.rows(left, chunk.from(), chunk.to(), chunk.manager())
                .addi(gradient.matMul(batch.right()).muli(batch.scale()));
        right.addi(gradient.transpose().matMul(chunk.left()).muli(batch.scale()));
        addScalars(chunk.similarities(), gradient);
    }

    /** Adds what the mined negatives of left anchors contribute; similarities and gradient are {@code [M, K]}. */
    void addForLeft(MinedRows mined, NDArray similarities, NDArray gradient) {
        left.addi(mined.anchorGradient(gradient, batch.scale(), batch.size()));
        forLeft = Optional.of(kept(mined.gradient(gradient, batch.left(), batch.scale())));
        addScalars(similarities, gradient);
    }

    /** Adds what the mined negatives of right anchors contribute; similarities and gradient are {@code [M, K]}. */
    void addForRight(MinedRows mined, NDArray similarities, NDArray gradient) {
        right.addi(mined.anchorGradient(gradient, batch.scale(), batch.size()));
        forRight = Optional.of(kept(mined.gradient(gradient, batch.right(), batch.scale())));
        addScalars(similarities, gradient);
    }

    /** Belonging to the batch's manager, where it outlives the computation. */
    private NDArray kept(NDArray gradient) {
        gradient.attach(batch.left().getManager());
        return gradient;
    }

    private void addScalars(NDArray similarities, NDArray gradient) {
        logScale += Tensors.sum(gradient.mul(similarities));
        bias += Tensors.sum(gradient);
    }

    LossGradients result() {
        return new LossGradients(loss, left, right, logScale, bias, forLeft, forRight);
    }

    LossGradients resultWithoutBias() {
        return new LossGradients(loss, left, right, logScale, 0, forLeft, forRight);
    }
}
