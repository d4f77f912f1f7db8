package dev.weft.trainer.round;

import dev.weft.evaluation.retrieval.VectorMatrix;
import dev.weft.inference.InferenceException;
import dev.weft.learning.Side;
import dev.weft.trainer.judge.Heads;
import java.util.function.Supplier;

/** Heads from elsewhere: if they fail on the catalog, it is they who are not good enough. */
record JudgedHeads(Heads heads) implements Heads {

    @Override
    public VectorMatrix media(Side side, int[] rows) {
        return run(() -> heads.media(side, rows));
    }

    @Override
    public VectorMatrix texts(Side side, int[] rows) {
        return run(() -> heads.texts(side, rows));
    }

    private static VectorMatrix run(Supplier<VectorMatrix> graph) {
        try {
            return graph.get();
        } catch (InferenceException e) {
            throw new UnusableCandidateException("the heads fail on the catalog: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        heads.close();
    }
}
