package dev.weft.trainer.judge;

import dev.weft.evaluation.retrieval.VectorMatrix;
import dev.weft.inference.ReleaseHeads;
import dev.weft.learning.FeatureRows;
import dev.weft.learning.Side;
import dev.weft.learning.TrainedHeads;
import java.util.Arrays;

/** What a release makes of features. To be closed by whoever got it; safe for use by several threads until then. */
public interface Heads extends AutoCloseable {

    /** Vectors of pictures or sounds, {@code [rows.length, dimension]}. */
    VectorMatrix media(Side side, int[] rows);

    /** Vectors of texts, {@code [rows.length, dimension]}. */
    VectorMatrix texts(Side side, int[] rows);

    /** Frees the graphs, where there are some. */
    @Override
    default void close() {}

    /** The bundle's own heads; the features themselves where it has none. */
    static Heads ofBundle() {
        return new Heads() {
            @Override
            public VectorMatrix media(Side side, int[] rows) {
                return of(side.base().orElse(side.features()), rows);
            }

            @Override
            public VectorMatrix texts(Side side, int[] rows) {
                return of(side.base().orElse(side.features()), rows);
            }
        };
    }

    /** Heads that a round has learnt. */
    static Heads of(TrainedHeads learnt) {
        return new Heads() {
            @Override
            public VectorMatrix media(Side side, int[] rows) {
                return of(FeatureRows.of(learnt.left().embed(side, rows)));
            }

            @Override
            public VectorMatrix texts(Side side, int[] rows) {
                return of(FeatureRows.of(learnt.right().embed(side, rows)));
            }
        };
    }

    /**
     * The graphs of a release.
     *
     * @param loaded closed with what is returned
     */
    static Heads of(ReleaseHeads loaded) {
        return new GraphHeads(loaded);
    }

    private static VectorMatrix of(FeatureRows rows) {
        int[] all = new int[rows.rows()];
        Arrays.setAll(all, row -> row);
        return of(rows, all);
    }

    private static VectorMatrix of(FeatureRows from, int[] rows) {
        return VectorMatrix.wrap(from.gather(rows), rows.length, from.dimension());
    }
}
