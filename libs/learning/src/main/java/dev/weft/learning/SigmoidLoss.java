package dev.weft.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.weft.learning.LogitChunks.Chunk;

/**
 * The pairwise sigmoid loss (SigLIP, Zhai et al. 2023): every pair of the batch is a yes-or-no question of its own, so there is no sum over a row that
 * needs the others. {@code -(1/B) Σ log σ(z · (l + bias))}, z = 1 for positives and -1 otherwise, without masked pairs; a mined negative counts by its
 * weight.
 */
final class SigmoidLoss implements ContrastiveLoss {

    @Override
    public LossGradients of(ContrastiveBatch batch, int chunkRows) {
        try (NDManager work = batch.left().getManager().newSubManager();
                LogitChunks chunks = new LogitChunks(batch, chunkRows)) {
            GradientSums gradients = new GradientSums(batch);
            chunks.forEach(chunk -> addChunk(gradients, batch, chunk));
            batch.forLeft().ifPresent(mined -> {
                NDArray similarities = mined.similarities(batch.left(), batch.scale());
                gradients.addForLeft(mined, similarities, addMined(gradients, batch, mined, similarities, work));
            });
            batch.forRight().ifPresent(mined -> {
                NDArray similarities = mined.similarities(batch.right(), batch.scale());
                gradients.addForRight(mined, similarities, addMined(gradients, batch, mined, similarities, work));
            });
            return gradients.result();
        }
    }

    private static void addChunk(GradientSums gradients, ContrastiveBatch batch, Chunk chunk) {
        DataType type = chunk.similarities().getDataType();
        PairRelations relations = batch.relations();
        NDArray logits = chunk.similarities().add(batch.bias());
        NDArray positive = relations.indicators(chunk.manager(), type, chunk.from(), chunk.to());
        NDArray losses = softplus(logits).subi(positive.mul(logits));
        NDArray gradient = sigmoid(logits).subi(positive);
        if (relations.masksAnyOf(chunk.from(), chunk.to())) {
            NDArray kept = relations.kept(chunk.manager(), type, chunk.from(), chunk.to());
            losses.muli(kept);
            gradient.muli(kept);
        }
        gradients.addLoss(Tensors.sum(losses) / batch.size());
        gradients.addChunk(chunk, gradient.muli(1.0 / batch.size()));
    }

    private static NDArray addMined(
            GradientSums gradients, ContrastiveBatch batch, MinedRows mined, NDArray similarities, NDManager work) {
        NDArray logits = similarities.add(batch.bias());
        logits.attach(work);
        gradients.addLoss(Tensors.sum(softplus(logits).muli(mined.weights())) / batch.size());
        return sigmoid(logits).muli(mined.weights()).muli(1.0 / batch.size());
    }

    /** {@code log(1 + exp(x))}, without overflow. */
    private static NDArray softplus(NDArray x) {
        return x.abs().negi().exp().addi(1).log().addi(x.maximum(0));
    }

    private static NDArray sigmoid(NDArray x) {
        return x.neg().exp().addi(1).powi(-1);
    }
}
