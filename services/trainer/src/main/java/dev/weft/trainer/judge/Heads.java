package dev.weft.trainer.judge;

import dev.weft.evaluation.retrieval.VectorMatrix;
import dev.weft.learning.FeatureRows;
import dev.weft.learning.Side;
import dev.weft.learning.TrainedHeads;
import java.util.Arrays;

/** What a release makes of features. */
public interface Heads {

    /** Vectors of pictures or sounds, {@code [rows.length, dimension]}. */
    VectorMatrix media(Side side, int[] rows);

    /** Vectors of texts, {@code [rows.length, dimension]}. */
    VectorMatrix texts(Side side, int[] rows);

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

    private static VectorMatrix of(FeatureRows rows) {
        int[] all = new int[rows.rows()];
        Arrays.setAll(all, row -> row);
        return of(rows, all);
    }

    private static VectorMatrix of(FeatureRows from, int[] rows) {
        return VectorMatrix.wrap(from.gather(rows), rows.length, from.dimension());
    }
}
