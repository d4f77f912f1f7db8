package dev.weft.evaluation.retrieval;

import java.util.Arrays;

/** The most similar rows of one query so far, best first; of equal ones the earlier row. Rows whose similarity is no number are left out. One thread. */
final class TopList {

    private final int[] rows;
    private final float[] similarities;
    private int size;

    TopList(int capacity) {
        this.rows = new int[capacity];
        this.similarities = new float[capacity];
    }

    void offer(int row, float similarity) {
        if (Float.isNaN(similarity) || (size == rows.length && similarity <= similarities[size - 1])) {
            return;
        }
        int at = size < rows.length ? size++ : size - 1;
        while (at > 0 && similarity > similarities[at - 1]) {
            rows[at] = rows[at - 1];
            similarities[at] = similarities[at - 1];
            at--;
        }
        rows[at] = row;
        similarities[at] = similarity;
    }

    int[] rows() {
        return Arrays.copyOf(rows, size);
    }
}
