package dev.weft.trainer.judge;

import dev.weft.evaluation.retrieval.VectorMatrix;
import dev.weft.learning.Side;
import java.util.Arrays;
import java.util.IdentityHashMap;

/** Heads that run once over a whole side: the sets of a catalog search the same pool, each in its own order. For one thread. */
final class OnceForAllSets implements Heads {

    private final Heads heads;
    private final IdentityHashMap<Side, VectorMatrix> media = new IdentityHashMap<>();
    private final IdentityHashMap<Side, VectorMatrix> texts = new IdentityHashMap<>();

    OnceForAllSets(Heads heads) {
        this.heads = heads;
    }

    @Override
    public VectorMatrix media(Side side, int[] rows) {
        return media.computeIfAbsent(side, whole -> heads.media(whole, all(whole)))
                .rows(rows);
    }

    @Override
    public VectorMatrix texts(Side side, int[] rows) {
        return texts.computeIfAbsent(side, whole -> heads.texts(whole, all(whole)))
                .rows(rows);
    }

    private static int[] all(Side side) {
        int[] rows = new int[side.features().rows()];
        Arrays.setAll(rows, row -> row);
        return rows;
    }
}
