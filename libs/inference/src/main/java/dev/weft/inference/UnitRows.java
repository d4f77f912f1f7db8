package dev.weft.inference;

import dev.weft.core.Embedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a graph's output {@code [rows, dimension]} into unit-norm vectors. */
final class UnitRows {

    private UnitRows() {}

    /** @throws InferenceException also if there are not as many numbers as the rows take */
    static List<Embedding> of(float[] values, int rows, int dimension) {
        return of(Pooling.NONE.pool(values, dimension, new int[rows]), dimension);
    }

    /** @throws InferenceException if a row is not finite, or all zero and so without a direction */
    static List<Embedding> of(float[] values, int dimension) {
        List<Embedding> rows = new ArrayList<>(values.length / dimension);
        for (int from = 0; from < values.length; from += dimension) {
            try {
                rows.add(Embedding.normalized(Arrays.copyOfRange(values, from, from + dimension)));
            } catch (IllegalArgumentException e) {
                throw new InferenceException("row " + rows.size() + " of the output has no direction", e);
            }
        }
        return rows;
    }
}
