package dev.weft.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.weft.learning.MinedNegative.Anchor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A batch's mined negatives of one direction: which rows have to be run, and where their vectors go. What is near to many pairs is run once.
 *
 * @param perPair how many a pair has at most; pairs with fewer get copies of their first of weight 0
 * @param rows of the side opposite to the anchor's, each once
 * @param places among the rows, {@code pairs · perPair}
 * @param weights of the same length
 */
record MinedBatch(int pairs, int perPair, List<Integer> rows, List<Integer> places, List<Double> weights) {

    static MinedBatch of(Batch batch, Anchor anchor) {
        List<List<MinedNegative>> all = batch.pairs().subList(0, batch.withMined()).stream()
                .map(drawn -> drawn.pair().mined().stream()
                        .filter(negative -> negative.anchor() == anchor)
                        .toList())
                .toList();
        int perPair = all.stream().mapToInt(List::size).max().orElse(0);
        SequencedMap<Integer, Integer> rows = new LinkedHashMap<>();
        List<Integer> places = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (List<MinedNegative> own : all) {
            for (int i = 0; i < perPair; i++) {
                int row = i < own.size()
                        ? own.get(i).row()
                        : own.isEmpty() ? 0 : own.getFirst().row();
                places.add(rows.computeIfAbsent(row, _ -> rows.size()));
                weights.add(i < own.size() ? own.get(i).weight() : 0);
            }
        }
        return new MinedBatch(perPair == 0 ? 0 : all.size(), perPair, List.copyOf(rows.keySet()), places, weights);
    }

    int[] rowsToRun() {
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * The vectors with one for each place in lieu of one for each row, {@code [size + pairs · perPair, D]}.
     *
     * @param vectors of the batch's own pairs, and then of {@link #rowsToRun}
     * @param size how many are of the pairs
     */
    NDArray spread(NDArray vectors, int size) {
        if (pairs == 0) {
            return vectors;
        }
        long[] from = places.stream().mapToLong(place -> size + place).toArray();
        NDManager manager = vectors.getManager();
        return Tensors.rows(vectors, 0, size, manager).concat(vectors.get(Tensors.create(manager, from)), 0);
    }

    /** @param vectors one for each place, {@code [pairs · perPair, D]} */
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
