package dev.weft.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import dev.weft.learning.LearntSide.Inputs;
import dev.weft.learning.MinedNegative.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One step of a round: batch, vectors, loss, gradients, update. Used by one thread. */
final class RoundStep {

    private final RoundOptions options;
    private final TrainingData data;
    private final BatchSampler sampler;
    private final LearntSide left;
    private final LearntSide right;
    private final LearntWeights weights;
    private final CollapseWatch watch;
    private final int leftLayers;
    private final int logScale;

    RoundStep(RoundOptions options, TrainingData data, LearntSide left, LearntSide right, LearntWeights weights) {
        this.options = options;
        this.data = data;
        this.left = left;
        this.right = right;
        this.weights = weights;
        sampler = new BatchSampler(data, options.batch(), options.seed());
        watch = new CollapseWatch(options.alarms());
        leftLayers = left.weights().size();
        logScale = leftLayers + right.weights().size();
    }

    /**
     * @param step from 0
     * @param before all steps before
     * @throws CollapseException if it must not be taken
     */
    StepReport run(int step, List<StepReport> before, NDManager manager) {
        Batch batch = sampler.batch(step);
        MinedBatch forLeft = MinedBatch.of(batch, Anchor.LEFT);
        MinedBatch forRight = MinedBatch.of(batch, Anchor.RIGHT);
        Inputs leftInputs = left.inputs(batch, data.catalog(), forRight.rowsToRun(), options.seed(), step, manager);
        Inputs rightInputs = right.inputs(batch, data.catalog(), forLeft.rowsToRun(), options.seed(), step, manager);
        double scale = Math.exp(weights.scalar(logScale));
        List<NDArray> leaves = weights.leaves(manager);
        LossGradients result;
        double anchor;
        try (GradientCollector collector = Torch.newGradientCollector()) {
            int size = batch.pairs().size();
            NDArray leftRows = forRight.spread(left.run(leftInputs, leaves.subList(0, leftLayers)), size);
            NDArray rightRows = forLeft.spread(right.run(rightInputs, leaves.subList(leftLayers, logScale)), size);
            NDArray fixedLeft = leftRows.stopGradient();
            NDArray fixedRight = rightRows.stopGradient();
            result = options.loss()
                    .kind()
                    .loss()
                    .of(
                            new ContrastiveBatch(
                                    head(fixedLeft, size),
                                    head(fixedRight, size),
                                    scale,
                                    weights.scalar(logScale + 1),
                                    batch.relations(options.loss().sameFamily()),
                                    forLeft.of(tail(fixedRight, size), manager),
                                    forRight.of(tail(fixedLeft, size), manager)),
                            options.loss().chunkRows());
            anchor = (pull(left, fixedLeft, leftInputs, result.left())
                            + pull(right, fixedRight, rightInputs, result.right()))
                    / 2;
            // The gradient of this sum is the loss's, since the factors are the loss's gradients of the rows.
            collector.backward(leftRows.mul(withMined(result.left(), result.forRight()))
                    .sum()
                    .add(rightRows
                            .mul(withMined(result.right(), result.forLeft()))
                            .sum()));
        }
        List<NDArray> gradients = new ArrayList<>();
        leaves.subList(0, logScale).forEach(leaf -> gradients.add(leaf.getGradient()));
        gradients.add(Tensors.create(manager, new float[] {(float) result.logScale()}, 1, 1));
        gradients.add(Tensors.create(manager, new float[] {(float) result.bias()}, 1, 1));
        double norm = norm(gradients);
        watch.checkStep(result.loss(), norm, before);
        double rate = options.optimiser().rateOf(step, options.steps());
        update(gradients, norm, step, rate);
        return new StepReport(step + 1, result.loss(), anchor, rate, norm, scale, OptionalDouble.empty());
    }

    /** Adds the anchor's gradient to that of the rows; the mean of {@code 1 - cos(y, base)}. */
    private double pull(LearntSide side, NDArray rows, Inputs inputs, NDArray gradient) {
        if (!side.hasAnchor()) {
            return 0;
        }
        int size = (int) gradient.getShape().get(0);
        NDArray base = HeadNetwork.unit(head(inputs.base(), size));
        double cosine = Tensors.sum(base.mul(head(rows, size))) / size;
        gradient.subi(base.mul(options.head().anchor() / size));
        return 1 - cosine;
    }

    private static NDArray withMined(NDArray ofPairs, Optional<NDArray> ofMined) {
        long dimension = ofPairs.getShape().get(1);
        return ofMined.map(mined -> ofPairs.concat(mined.reshape(-1, dimension), 0))
                .orElse(ofPairs);
    }

    private static NDArray head(NDArray rows, int size) {
        return Tensors.rows(rows, 0, size, rows.getManager());
    }

    private static NDArray tail(NDArray rows, int size) {
        return Tensors.rows(rows, size, (int) rows.getShape().get(0), rows.getManager());
    }

    private static double norm(List<NDArray> gradients) {
        double squares = 0;
        for (NDArray gradient : gradients) {
            try (NDArray square = gradient.square()) {
                squares += Tensors.sum(square);
            }
        }
        return Math.sqrt(squares);
    }

    private void update(List<NDArray> gradients, double norm, int step, double rate) {
        if (norm > options.optimiser().clip()) {
            gradients.forEach(gradient -> gradient.muli(options.optimiser().clip() / norm));
        }
        weights.update(gradients, step, rate, options.optimiser());
        double most = Math.log(options.loss().largestScale());
        if (weights.scalar(logScale) > most) {
            weights.setScalar(logScale, most);
        }
    }
}
