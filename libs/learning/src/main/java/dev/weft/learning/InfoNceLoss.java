package dev.weft.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.weft.learning.LogitChunks.Chunk;
import java.util.Optional;

/**
 * Symmetric InfoNCE: the mean of both directions' cross-entropies, each averaged over its rows (CLIP, Radford et al. 2021). Targets are even over a
 * row's positives; mined negatives are more columns of their own row, shifted by the logarithm of their weight.
 */
final class InfoNceLoss implements ContrastiveLoss {

    @Override
    public LossGradients of(ContrastiveBatch batch, int chunkRows) {
        try (NDManager work = batch.left().getManager().newSubManager();
                LogitChunks chunks = new LogitChunks(batch, chunkRows)) {
            LogSums sums = new LogSums(work, batch.left().getDataType(), batch.size());
            chunks.forEach(chunk -> sums.add(chunk.from(), logits(batch, chunk)));
            Optional<MinedLogits> forLeft =
                    batch.forLeft().map(mined -> MinedLogits.of(mined, batch.left(), batch.scale()));
            Optional<MinedLogits> forRight =
                    batch.forRight().map(mined -> MinedLogits.of(mined, batch.right(), batch.scale()));
            NDArray rows = forLeft.map(mined -> mined.addedTo(sums.ofRows())).orElse(sums.ofRows());
            NDArray columns =
                    forRight.map(mined -> mined.addedTo(sums.ofColumns())).orElse(sums.ofColumns());
            double half = 0.5 / batch.size();
            GradientSums gradients = new GradientSums(batch);
            gradients.addLoss(half * (Tensors.sum(rows) + Tensors.sum(columns)));
            NDArray columnsAcross = columns.transpose();
            chunks.forEach(chunk -> addChunk(gradients, batch, chunk, rows, columnsAcross));
            forLeft.ifPresent(mined -> gradients.addForLeft(
                    mined.mined(),
                    mined.similarities(),
                    mined.probabilities(rows).muli(half)));
            forRight.ifPresent(mined -> gradients.addForRight(
                    mined.mined(),
                    mined.similarities(),
                    mined.probabilities(columns).muli(half)));
            return gradients.resultWithoutBias();
        }
    }

    private static void addChunk(
            GradientSums gradients, ContrastiveBatch batch, Chunk chunk, NDArray rows, NDArray columns) {
        double half = 0.5 / batch.size();
        DataType type = chunk.similarities().getDataType();
        NDArray logits = logits(batch, chunk);
        NDArray own = Tensors.rows(rows, chunk.from(), chunk.to(), chunk.manager());
        NDArray targets = batch.relations().targets(chunk.manager(), type, chunk.from(), chunk.to());
        NDArray gradient = logits.sub(own).exp().addi(logits.sub(columns).exp());
        gradient.subi(targets).muli(half);
        gradients.addLoss(-half * Tensors.sum(targets.mul(chunk.similarities())));
        gradients.addChunk(chunk, gradient);
    }

    /** The similarities, low enough to vanish where a pair is masked. */
    private static NDArray logits(ContrastiveBatch batch, Chunk chunk) {
        if (!batch.relations().masksAnyOf(chunk.from(), chunk.to())) {
            return chunk.similarities();
        }
        DataType type = chunk.similarities().getDataType();
        NDArray kept = batch.relations().kept(chunk.manager(), type, chunk.from(), chunk.to());
        return chunk.similarities().mul(kept).addi(kept.neg().addi(1).muli(MinedRows.NOTHING));
    }
}
