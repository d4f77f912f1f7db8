package dev.weft.learning;

import dev.weft.core.Split;
import java.util.List;

/**
 * R@1 in both directions over pairs whose families are in the split calibration, with these pairs alone as the gallery. It is good enough to see a round
 * improve or collapse, and no judgement: that is the gate's, on families that nothing was chosen by.
 */
public final class CalibrationRecall implements Validation {

    private final Side left;
    private final Side right;
    private final int[] leftRows;
    private final int[] rightRows;

    /**
     * @param pairs of the calibration split
     * @throws IllegalArgumentException if one is of another split, or there are none
     */
    public CalibrationRecall(Side left, Side right, List<TrainingPair> pairs) {
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("a validation must have at least 1 pair, got 0");
        }
        for (TrainingPair pair : pairs) {
            if (Split.of(pair.family()) != Split.CALIBRATION) {
                throw new IllegalArgumentException(
                        "a validation's families must be in the split calibration, got one in "
                                + Split.of(pair.family()).wireName());
            }
        }
        this.left = left;
        this.right = right;
        leftRows = pairs.stream().mapToInt(TrainingPair::left).toArray();
        rightRows = pairs.stream().mapToInt(TrainingPair::right).toArray();
    }

    @Override
    public Score of(TrainedHeads heads) {
        float[][] a = heads.left().embed(left, leftRows);
        float[][] b = heads.right().embed(right, rightRows);
        int found = firstIsOwn(a, b, rightRows) + firstIsOwn(b, a, leftRows);
        return new Score(found / (2.0 * leftRows.length), 2 * leftRows.length);
    }

    /** How many queries find a row of their own pair first; equal rows are one. */
    private static int firstIsOwn(float[][] queries, float[][] gallery, int[] rows) {
        int found = 0;
        for (int query = 0; query < queries.length; query++) {
            int best = 0;
            double closest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < gallery.length; i++) {
                double cosine = Geometry.dot(queries[query], gallery[i]);
                if (cosine > closest) {
                    closest = cosine;
                    best = i;
                }
            }
            if (rows[best] == rows[query]) {
                found++;
            }
        }
        return found;
    }
}
