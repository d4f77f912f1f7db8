package dev.weft.evaluation.retrieval;

/**
 * Counts, for the right answers of one query, what stands before each. Confined to one thread.
 *
 * <p>A row that is no answer stands before an answer unless it is known to be less similar: ties and similarities that are not numbers count against
 * the release. Among themselves answers stand in the order of their similarity.
 */
final class AnswerRanks {

    private final float[] similarities;
    private final int[] wrongBefore;

    /** @param similarities of the answers, in any order */
    AnswerRanks(float[] similarities) {
        this.similarities = similarities.clone();
        sortDescending(this.similarities);
        this.wrongBefore = new int[similarities.length];
    }

    void countWrong(float similarity) {
        for (int answer = similarities.length - 1; answer >= 0; answer--) {
            if (similarity < similarities[answer]) {
                break;
            }
            wrongBefore[answer]++;
        }
    }

    /** From 1. */
    int best() {
        return rank(0);
    }

    /** Of 1, with binary relevance. */
    double ndcg(int depth) {
        double gain = 0;
        double ideal = 0;
        for (int answer = 0; answer < similarities.length; answer++) {
            int rank = rank(answer);
            gain += rank <= depth ? discount(rank) : 0;
            ideal += answer < depth ? discount(answer + 1) : 0;
        }
        return gain / ideal;
    }

    private int rank(int answer) {
        return wrongBefore[answer] + answer + 1;
    }

    private static double discount(int rank) {
        return Math.log(2) / Math.log(rank + 1.0);
    }

    /** NaN last: nothing is known to be less similar than it. There are few answers. */
    private static void sortDescending(float[] values) {
        for (int i = 1; i < values.length; i++) {
            float value = values[i];
            int j = i - 1;
            while (j >= 0 && !(values[j] >= value) && !Float.isNaN(value)) {
                values[j + 1] = values[j];
                j--;
            }
            values[j + 1] = value;
        }
    }
}
