package dev.weft.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Optional;
import java.util.Random;

/** A batch of random rows, and what finite differences say of a loss's gradients on it. */
final class RandomBatch {

    private static final double STEP = 1e-5;
    private static final int MINED_PAIRS = 3;
    private static final int MINED = 2;

    private final NDManager manager;
    private final double[][] inputs;
    private final int size;
    private final int dimension;

    private RandomBatch(NDManager manager, double[][] inputs, int size, int dimension) {
        this.manager = manager;
        this.inputs = inputs;
        this.size = size;
        this.dimension = dimension;
    }

    static ContrastiveBatch of(NDManager manager, int size, int dimension, Random random) {
        return new ContrastiveBatch(
                rows(manager, size, dimension, random),
                rows(manager, size, dimension, random),
                20,
                -5,
                PairRelations.ownPairsOnly(size),
                Optional.empty(),
                Optional.empty());
    }

    static RandomBatch withMined(NDManager manager, int size, int dimension, Random random) {
        double[][] inputs = {
            numbers(size * dimension, random),
            numbers(size * dimension, random),
            {Math.log(8), -2},
            numbers(MINED_PAIRS * MINED * dimension, random),
            numbers(MINED_PAIRS * MINED * dimension, random)
        };
        return new RandomBatch(manager, inputs, size, dimension);
    }

    /** With a masked pair, a second positive, and weights of which one is 0. */
    ContrastiveBatch batch() {
        int[][] positives = {{0, 2}, {1}, {2}, {3}, {4}};
        int[][] masked = {{}, {3}, {}, {}, {0}};
        return new ContrastiveBatch(
                array(0, size, dimension),
                array(1, size, dimension),
                Math.exp(inputs[2][0]),
                inputs[2][1],
                PairRelations.of(positives, masked),
                Optional.of(mined(3, 1, 0.5, 2, 1, 0, 0.2)),
                Optional.of(mined(4, 0.3, 1, 1, 1, 3, 0)));
    }

    void assertGradients(ContrastiveLoss loss, LossGradients result) {
        assertClose(Numbers.of(result.left()), loss, 0);
        assertClose(Numbers.of(result.right()), loss, 1);
        assertThat(result.logScale()).isCloseTo(slope(loss, 2, 0), within(1e-6));
        if (loss instanceof SigmoidLoss) {
            assertThat(result.bias()).isCloseTo(slope(loss, 2, 1), within(1e-6));
        }
        assertClose(Numbers.of(result.forLeft().orElseThrow()), loss, 3);
        assertClose(Numbers.of(result.forRight().orElseThrow()), loss, 4);
    }

    private void assertClose(double[] gradient, ContrastiveLoss loss, int input) {
        assertThat(gradient).hasSameSizeAs(inputs[input]);
        for (int i = 0; i < gradient.length; i++) {
            assertThat(gradient[i]).isCloseTo(slope(loss, input, i), within(1e-6));
        }
    }

    private double slope(ContrastiveLoss loss, int input, int place) {
        double before = inputs[input][place];
        inputs[input][place] = before + STEP;
        double above = loss.of(batch(), Integer.MAX_VALUE).loss();
        inputs[input][place] = before - STEP;
        double below = loss.of(batch(), Integer.MAX_VALUE).loss();
        inputs[input][place] = before;
        return (above - below) / (2 * STEP);
    }

    private NDArray array(int input, long... shape) {
        return Tensors.create(manager, inputs[input].clone(), DataType.FLOAT64, shape);
    }

    private MinedRows mined(int input, double... weights) {
        return new MinedRows(
                array(input, MINED_PAIRS, MINED, dimension),
                Tensors.create(manager, weights, DataType.FLOAT64, MINED_PAIRS, MINED));
    }

    private static NDArray rows(NDManager manager, int size, int dimension, Random random) {
        NDArray rows = Tensors.create(manager, numbers(size * dimension, random), DataType.FLOAT32, size, dimension);
        return rows.div(rows.norm(new int[] {1}, true));
    }

    private static double[] numbers(int count, Random random) {
        return random.doubles(count, -1, 1).toArray();
    }
}
