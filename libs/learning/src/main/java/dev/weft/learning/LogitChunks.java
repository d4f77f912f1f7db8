package dev.weft.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Optional;
import java.util.function.Consumer;

/** A batch's logits, some rows at a time; kept between passes only if one chunk is all of them. Used by one thread. */
final class LogitChunks implements AutoCloseable {

    /**
     * Rows {@code from} to {@code to} of the logits.
     *
     * @param left the left rows {@code [to - from, D]}
     * @param similarities scaled, {@code [to - from, B]}
     */
    record Chunk(int from, int to, NDArray left, NDArray similarities) {

        NDManager manager() {
            return similarities.getManager();
        }
    }

    private final ContrastiveBatch batch;
    private final NDArray columns;
    private final NDManager manager;
    private final int chunkRows;
    private final Optional<Chunk> whole;

    LogitChunks(ContrastiveBatch batch, int chunkRows) {
        this.batch = batch;
        this.chunkRows = chunkRows;
        manager = batch.left().getManager().newSubManager();
        columns = batch.right().transpose();
        columns.attach(manager);
        whole = chunkRows >= batch.size() ? Optional.of(compute(0, batch.size(), manager)) : Optional.empty();
    }

    void forEach(Consumer<Chunk> action) {
        if (whole.isPresent()) {
            action.accept(whole.get());
            return;
        }
        for (int from = 0; from < batch.size(); from += chunkRows) {
            try (NDManager own = manager.newSubManager()) {
                action.accept(compute(from, Math.min(from + chunkRows, batch.size()), own));
            }
        }
    }

    private Chunk compute(int from, int to, NDManager own) {
        NDArray left = Tensors.rows(batch.left(), from, to, own);
        return new Chunk(from, to, left, left.matMul(columns).muli(batch.scale()));
    }

    @Override
    public void close() {
        manager.close();
    }
}
