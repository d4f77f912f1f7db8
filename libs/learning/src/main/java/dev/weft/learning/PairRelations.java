package dev.weft.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;

/**
 * Which rows of a batch belong together. Row i of the left side and row i of the right side are a pair; more positives are second captions of the
 * same picture, and masked ones are probable duplicates, which are neither pulled together nor pushed apart. Immutable.
 *
 * <p>Kept as lists of columns per row, since nearly all of a batch's B·B pairs are plain negatives.
 */
final class PairRelations {

    private final int[][] positives;
    private final int[][] masked;
    private final int[] positivesOfColumn;

    private PairRelations(int[][] positives, int[][] masked) {
        this.positives = positives;
        this.masked = masked;
        this.positivesOfColumn = new int[positives.length];
        for (int[] columns : positives) {
            for (int column : columns) {
                positivesOfColumn[column]++;
            }
        }
    }

    /**
     * Takes ownership of the arrays.
     *
     * @param positives per row the columns that belong to it, in ascending order
     * @param masked per row the columns that are left out
     */
    static PairRelations of(int[][] positives, int[][] masked) {
        if (positives.length != masked.length) {
            throw new IllegalArgumentException(
                    "masked must have " + positives.length + " rows like the positives, got " + masked.length);
        }
        return new PairRelations(positives, masked);
    }

    /** Every row belongs to its own column alone. */
    static PairRelations ownPairsOnly(int size) {
        int[][] positives = new int[size][];
        int[][] masked = new int[size][0];
        for (int i = 0; i < size; i++) {
            positives[i] = new int[] {i};
        }
        return new PairRelations(positives, masked);
    }

    int size() {
        return positives.length;
    }

    /** 1 where a pair is positive and 0 elsewhere, {@code [to - from, size]}. */
    NDArray indicators(NDManager manager, DataType type, int from, int to) {
        return matrix(manager, type, from, to, positives, 0, (row, column) -> 1);
    }

    /**
     * The sum of both directions' targets, {@code [to - from, size]}: a row's weight of 1 is spread evenly over its positives, and so is a column's.
     */
    NDArray targets(NDManager manager, DataType type, int from, int to) {
        return matrix(
                manager,
                type,
                from,
                to,
                positives,
                0,
                (row, column) -> 1.0 / positives[row].length + 1.0 / positivesOfColumn[column]);
    }

    /** 0 for pairs that are left out and 1 elsewhere, {@code [to - from, size]}. */
    NDArray kept(NDManager manager, DataType type, int from, int to) {
        return matrix(manager, type, from, to, masked, 1, (row, column) -> 0);
    }

    private NDArray matrix(
            NDManager manager, DataType type, int from, int to, int[][] columns, double elsewhere, Cell cell) {
        if (type == DataType.FLOAT64) {
            double[] values = new double[(to - from) * size()];
            Arrays.fill(values, elsewhere);
            forEach(
                    from,
                    to,
                    columns,
                    (row, column) -> values[(row - from) * size() + column] = cell.value(row, column));
            return Tensors.create(manager, values, type, to - from, size());
        }
        float[] values = new float[(to - from) * size()];
        Arrays.fill(values, (float) elsewhere);
        forEach(
                from,
                to,
                columns,
                (row, column) -> values[(row - from) * size() + column] = (float) cell.value(row, column));
        return Tensors.create(manager, values, to - from, size());
    }

    private static void forEach(int from, int to, int[][] columns, Visit visit) {
        for (int row = from; row < to; row++) {
            for (int column : columns[row]) {
                visit.cell(row, column);
            }
        }
    }

    @FunctionalInterface
    private interface Cell {
        double value(int row, int column);
    }

    @FunctionalInterface
    private interface Visit {
        void cell(int row, int column);
    }

    boolean masksAnyOf(int from, int to) {
        return Arrays.stream(masked, from, to).anyMatch(columns -> columns.length > 0);
    }
}
