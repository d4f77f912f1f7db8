package dev.weft.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.weft.learning.MinedNegative.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A batch's mined negatives of one direction: which rows have to be run, and where their vectors go.
 *
 * @param perPair how many a pair has at most; pairs with fewer get copies of their first of weight 0
 * @param rows of the side opposite to the anchor's, {@code pairs · perPair}
 * @param weights of the same length
 */
record MinedBatch(int pairs, int perPair, List<Integer> rows, List<Double> weights) {

    static MinedBatch of(Batch batch, Anchor anchor) {
        List<List<MinedNegative>> all = batch.pairs().subList(0, batch.withMined()).stream()
                .map(drawn -> drawn.pair().mined().stream()
                        .filter(negative -> negative.anchor() == anchor)
                        .toList())
                .toList();
        int perPair = all.stream().mapToInt(List::size).max().orElse(0);
        List<Integer> rows = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (List<MinedNegative> own : all) {
            for (int i = 0; i < perPair; i++) {
                rows.add(
                        i < own.size()
                                ? own.get(i).row()
                                : own.isEmpty() ? 0 : own.getFirst().row());
                weights.add(i < own.size() ? own.get(i).weight() : 0);
            }
        }
        return new MinedBatch(perPair == 0 ? 0 : all.size(), perPair, rows, weights);
    }

    int[] rowsToRun() {
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    /** @param vectors of {@link #rowsToRun}, {@code [pairs · perPair, D]} */
    Optional<MinedRows> of(NDArray vectors, NDManager manager) {
        if (pairs == 0) {
            return Optional.empty();
        }
        double[] values = weights.stream().mapToDouble(Double::doubleValue).toArray();
        return Optional.of(new MinedRows(
                vectors.reshape(pairs, perPair, -1),
                Tensors.create(manager, values, vectors.getDataType(), pairs, perPair)));
    }
}
