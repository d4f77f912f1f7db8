package dev.weft.trainer.judge;

import dev.weft.core.Embedding;
import dev.weft.evaluation.retrieval.VectorMatrix;
import dev.weft.inference.ReleaseHeads;
import dev.weft.learning.FeatureRows;
import dev.weft.learning.Side;
import java.util.ArrayList;
import java.util.List;

/** The graphs of a release, run as they are for queries. */
record GraphHeads(ReleaseHeads loaded) implements Heads {

    private static final int BATCH = 256;

    @Override
    public VectorMatrix media(Side side, int[] rows) {
        return projected(side, rows);
    }

    @Override
    public VectorMatrix texts(Side side, int[] rows) {
        return projected(side, rows);
    }

    private VectorMatrix projected(Side side, int[] rows) {
        FeatureRows features = side.features();
        List<Embedding> vectors = new ArrayList<>(rows.length);
        for (int from = 0; from < rows.length; from += BATCH) {
            List<Embedding> batch = new ArrayList<>(BATCH);
            for (int i = from; i < Math.min(rows.length, from + BATCH); i++) {
                float[] row = new float[features.dimension()];
                features.copy(rows[i], row, 0);
                batch.add(Embedding.wrap(row));
            }
            vectors.addAll(loaded.project(side.modality(), batch));
        }
        return VectorMatrix.of(vectors);
    }

    @Override
    public void close() {
        loaded.close();
    }
}
