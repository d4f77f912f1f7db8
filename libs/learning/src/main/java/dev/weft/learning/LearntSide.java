package dev.weft.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.weft.core.Modality;
import dev.weft.learning.Batch.Drawn;
import dev.weft.learning.HeadShape.Weight;
import dev.weft.learning.SeededRandom.Purpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One side's head while it learns: its layers, its features' mean, how its rows are read. */
final class LearntSide {

    private final HeadShape shape;
    private final Modality modality;
    private final float[] mean;
    private final HeadOptions options;
    private final boolean isLeft;

    private LearntSide(HeadShape shape, Modality modality, float[] mean, HeadOptions options, boolean isLeft) {
        this.shape = shape;
        this.modality = modality;
        this.mean = mean;
        this.options = options;
        this.isLeft = isLeft;
    }

    static LearntSide left(PairSet pairs, int output, HeadOptions options) {
        int[] rows =
                pairs.pairs().stream().mapToInt(TrainingPair::left).distinct().toArray();
        return of(pairs.left(), rows, output, options, true);
    }

    static LearntSide right(PairSet pairs, int output, HeadOptions options) {
        int[] rows =
                pairs.pairs().stream().mapToInt(TrainingPair::right).distinct().toArray();
        return of(pairs.right(), rows, output, options, false);
    }

    private static LearntSide of(Side side, int[] rows, int output, HeadOptions options, boolean isLeft) {
        float[] mean = switch (options.centring()) {
            case NONE -> new float[side.features().dimension()];
            case MODALITY_MEAN -> mean(side.features(), rows);
        };
        HeadShape shape = HeadShape.of(side, output, options.hidden());
        return new LearntSide(shape, side.modality(), mean, options, isLeft);
    }

    private static float[] mean(FeatureRows features, int[] rows) {
        double[] sums = new double[features.dimension()];
        for (int row : rows) {
            float[] vector = features.gather(new int[] {row});
            for (int i = 0; i < sums.length; i++) {
                sums[i] += vector[i];
            }
        }
        float[] mean = new float[sums.length];
        for (int i = 0; i < sums.length; i++) {
            mean[i] = (float) (sums[i] / rows.length);
        }
        return mean;
    }

    Side sideOf(PairSet set) {
        return isLeft ? set.left() : set.right();
    }

    int rowOf(TrainingPair pair) {
        return isLeft ? pair.left() : pair.right();
    }

    List<Weight> weights() {
        return shape.weights();
    }

    List<float[]> startWeights(long seed) {
        SeededRandom random = new SeededRandom(seed, isLeft ? Purpose.LEFT_WEIGHTS : Purpose.RIGHT_WEIGHTS, 0);
        List<float[]> start = new ArrayList<>();
        for (Weight weight : shape.weights()) {
            start.add(
                    switch (weight.start()) {
                        case ZERO -> new float[weight.size()];
                        case ONE -> ones(weight.size());
                        case EVEN -> random.even(weight.size(), 1 / Math.sqrt(weight.rows()));
                    });
        }
        return start;
    }

    private static float[] ones(int size) {
        float[] ones = new float[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    TrainedHead toHead(List<float[]> weights) {
        return new TrainedHead(modality, shape, mean, weights, options.dial());
    }

    /**
     * The inputs of a batch's pairs, in order, and then those of mined negatives that are rows of this side.
     *
     * @param mined rows of the catalog
     */
    Inputs inputs(Batch batch, PairSet catalog, int[] mined, long seed, int step, NDManager manager) {
        int pairs = batch.pairs().size();
        int count = pairs + mined.length;
        float[] features = new float[count * shape.input()];
        float[] bases = hasBase() ? new float[count * shape.output()] : new float[0];
        for (int i = 0; i < pairs; i++) {
            Drawn drawn = batch.pairs().get(i);
            copy(sideOf(drawn.set()), rowOf(drawn.pair()), i, features, bases);
        }
        for (int i = 0; i < mined.length; i++) {
            copy(sideOf(catalog), mined[i], pairs + i, features, bases);
        }
        TrainedHead.centre(features, mean);
        if (options.noise() > 0) {
            Purpose purpose = isLeft ? Purpose.LEFT_NOISE : Purpose.RIGHT_NOISE;
            new SeededRandom(seed, purpose, step).addGaussian(features, shape.input(), options.noise());
        }
        NDArray x = Tensors.create(manager, features, count, shape.input());
        return new Inputs(x, hasBase() ? Tensors.create(manager, bases, count, shape.output()) : x);
    }

    private void copy(Side side, int row, int place, float[] features, float[] bases) {
        side.features().copy(row, features, place * shape.input());
        side.base().ifPresent(base -> base.copy(row, bases, place * shape.output()));
    }

    private boolean hasBase() {
        return shape.kind() == HeadShape.Kind.RESIDUAL_ON_BASE;
    }

    /** Whether there is a start that the head can be held to. */
    boolean hasAnchor() {
        return shape.kind() != HeadShape.Kind.PROJECTION;
    }

    NDArray run(Inputs inputs, List<NDArray> weights) {
        return HeadNetwork.run(shape, inputs.x(), inputs.base(), weights, 1);
    }

    /**
     * What a head takes.
     *
     * @param x features, {@code [N, input]}
     * @param base what the head starts from, {@code [N, output]}; without a base head the features
     */
    record Inputs(NDArray x, NDArray base) {}
}
