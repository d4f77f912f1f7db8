package dev.weft.learning;

import dev.weft.core.Modality;
import dev.weft.core.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Two views of the same hidden vectors: a small catalog that heads can learn to match. */
final class Toy {

    static final int SPACE = 16;

    private static final int HIDDEN = 8;

    final Side left;
    final Side right;
    final List<TrainingPair> pairs = new ArrayList<>();

    private Toy(int items, int leftWidth, int rightWidth, boolean base, long seed) {
        Random random = new Random(seed);
        float[][] views = matrix(random, HIDDEN, leftWidth + rightWidth + 2 * SPACE);
        float[][] leftRows = new float[items][];
        float[][] rightRows = new float[items][];
        float[][] leftBase = new float[items][];
        float[][] rightBase = new float[items][];
        for (int i = 0; i < items; i++) {
            float[] hidden = matrix(random, 1, HIDDEN)[0];
            leftRows[i] = view(hidden, views, 0, leftWidth);
            rightRows[i] = view(hidden, views, leftWidth, rightWidth);
            leftBase[i] = view(hidden, views, leftWidth + rightWidth, SPACE);
            rightBase[i] = view(hidden, views, leftWidth + rightWidth + SPACE, SPACE);
            pairs.add(new TrainingPair("family-" + i, i, i));
        }
        left = new Side(Modality.IMAGE, FeatureRows.of(leftRows), bases(base, leftBase));
        right = new Side(Modality.TEXT, FeatureRows.of(rightRows), bases(base, rightBase));
    }

    /** Sides of different dimensions, without base heads. */
    static Toy withoutBase(int items) {
        return new Toy(items, 24, 20, false, 1);
    }

    /** Sides of the space's dimension, without base heads. */
    static Toy ofTheSpacesDimension(int items) {
        return new Toy(items, SPACE, SPACE, false, 1);
    }

    static Toy withBase(int items) {
        return new Toy(items, 24, 20, true, 1);
    }

    /** The pairs whose families are in the split train. */
    PairSet training() {
        PairSet.Builder builder = PairSet.ofCatalog(left, right);
        pairs.forEach(builder::add);
        return builder.build();
    }

    CalibrationRecall validation() {
        return new CalibrationRecall(
                left,
                right,
                pairs.stream()
                        .filter(pair -> Split.of(pair.family()) == Split.CALIBRATION)
                        .toList());
    }

    static RoundOptions options() {
        return RoundOptions.defaults()
                .withSteps(60)
                .withIntervals(20, 100, 10)
                .withBatch(new BatchOptions(64, 0.4, 0.1, 20))
                .withOptimiser(new OptimiserOptions(1e-2, 0.9, 0.95, 0.01, 1, 0.1, 0.9))
                .withHead(new HeadOptions(32, 1, 0.1, 0, HeadOptions.Centring.NONE));
    }

    private static Optional<FeatureRows> bases(boolean wanted, float[][] rows) {
        return wanted ? Optional.of(FeatureRows.of(rows)) : Optional.empty();
    }

    private static float[] view(float[] hidden, float[][] views, int from, int width) {
        float[] row = new float[width];
        double squares = 0;
        for (int column = 0; column < width; column++) {
            double sum = 0;
            for (int i = 0; i < hidden.length; i++) {
                sum += hidden[i] * views[i][from + column];
            }
            row[column] = (float) Math.tanh(sum);
            squares += row[column] * row[column];
        }
        for (int column = 0; column < width; column++) {
            row[column] /= (float) Math.sqrt(squares);
        }
        return row;
    }

    private static float[][] matrix(Random random, int rows, int columns) {
        float[][] matrix = new float[rows][columns];
        for (float[] row : matrix) {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return matrix;
    }
}
