package dev.weft.evaluation.gate;

import dev.weft.evaluation.retrieval.VectorMatrix;

/**
 * What a release makes of a set's pool: row i of both belongs to item i of {@code EvaluationSet.pool()}.
 *
 * @param images {@code [pool, dimension]}, of unit norm
 * @param texts {@code [pool, dimension]}, of unit norm
 */
public record SetVectors(VectorMatrix images, VectorMatrix texts) {

    public SetVectors {
        if (images.rows() != texts.rows() || images.dimension() != texts.dimension()) {
            throw new IllegalArgumentException("pictures and texts must be of one shape, got " + images.rows() + " x "
                    + images.dimension() + " and " + texts.rows() + " x " + texts.dimension());
        }
    }

    int unusable() {
        return images.unusableRows() + texts.unusableRows();
    }
}
