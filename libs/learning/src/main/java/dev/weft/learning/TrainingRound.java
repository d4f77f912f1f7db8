package dev.weft.learning;

import ai.djl.ndarray.NDManager;
import dev.weft.core.Sha256;
import dev.weft.learning.HeadShape.Start;
import dev.weft.learning.HeadShape.Weight;
import dev.weft.learning.RoundOutcome.Aborted;
import dev.weft.learning.RoundOutcome.End;
import dev.weft.learning.RoundOutcome.Finished;
import dev.weft.learning.RoundOutcome.Suspended;
import dev.weft.learning.Validation.Score;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One round of learning: from the base, on the pairs there are, to heads that a gate may judge. The same options and data yield the same heads, byte for
 * byte, on the same kind of processor with the same number of threads; also if the round is killed and goes on from its checkpoint.
 *
 * <p>Rounds of one process run one after the other: the engine records for one at a time.
 */
public final class TrainingRound {

    private static final ReentrantLock ENGINE = new ReentrantLock();
    private static final int GEOMETRY_ROWS = 256;

    private final RoundOptions options;
    private final TrainingData data;
    private final Optional<Validation> validation;
    private final LearntSide left;
    private final LearntSide right;

    /**
     * @param dimension of the space
     * @param validation if the round may stop early; without one it takes all steps
     * @throws IllegalArgumentException if base rows are not of the space's dimension
     */
    public TrainingRound(RoundOptions options, int dimension, TrainingData data, Optional<Validation> validation) {
        this.options = options;
        this.data = data;
        this.validation = validation;
        for (Side side : List.of(data.catalog().left(), data.catalog().right())) {
            side.base().filter(base -> base.dimension() != dimension).ifPresent(base -> {
                throw new IllegalArgumentException("base rows must have the space's " + dimension + " dimensions, got "
                        + base.dimension() + " for " + side.modality());
            });
        }
        left = LearntSide.left(data.catalog(), dimension, options.head());
        right = LearntSide.right(data.catalog(), dimension, options.head());
    }

    /** Equal for equal options and data. It reads all features once. */
    public Sha256 hash() {
        return Sha256.ofText(options.hash() + "\n" + DataHash.of(data));
    }

    /**
     * Runs the round on the calling thread; an interrupt suspends it.
     *
     * @param checkpoint where the round is written every so many steps, and from where it goes on; it is left there when the round ends
     * @throws CheckpointException if the checkpoint is damaged, of another round, or can't be written
     */
    public RoundOutcome run(RoundListener listener, Optional<Path> checkpoint) {
        ENGINE.lock();
        try (NDManager manager = Torch.newManager()) {
            return new Run(manager, listener, checkpoint).run();
        } finally {
            ENGINE.unlock();
        }
    }

    private final class Run {

        private final NDManager manager;
        private final RoundListener listener;
        private final Optional<Path> checkpoint;
        private final LearntWeights weights;
        private final RoundStep step;
        private final CollapseWatch watch = new CollapseWatch(options.alarms());
        private final List<StepReport> curve = new ArrayList<>();
        private final List<Double> baseRanks = new ArrayList<>();
        private final Optional<Sha256> hash;
        private List<float[]> best = List.of();
        private int bestStep;

        Run(NDManager manager, RoundListener listener, Optional<Path> checkpoint) {
            this.manager = manager;
            this.listener = listener;
            this.checkpoint = checkpoint;
            hash = checkpoint.map(file -> TrainingRound.this.hash());
            List<Weight> layout = new ArrayList<>(left.weights());
            layout.addAll(right.weights());
            layout.add(new Weight("logScale", 1, 1, Start.ZERO));
            layout.add(new Weight("bias", 1, 1, Start.ZERO));
            List<float[]> start = new ArrayList<>(left.startWeights(options.seed()));
            start.addAll(right.startWeights(options.seed()));
            start.add(new float[] {(float) Math.log(options.loss().scale())});
            start.add(new float[] {(float) options.loss().bias()});
            weights = new LearntWeights(manager, layout, start);
            step = new RoundStep(options, data, left, right, weights);
        }

        RoundOutcome run() {
            try {
                goOn();
                while (curve.size() < options.steps()) {
                    if (Thread.interrupted()) {
                        save();
                        return new Suspended(List.copyOf(curve));
                    }
                    takeStep();
                    if (isStale()) {
                        return finished(End.NO_BETTER_VALIDATION);
                    }
                }
                return finished(End.ALL_STEPS);
            } catch (CollapseException e) {
                return new Aborted(e.alarm(), String.valueOf(e.getMessage()), List.copyOf(curve));
            }
        }

        private void goOn() {
            Optional<Path> existing = checkpoint.filter(Files::exists);
            if (existing.isEmpty()) {
                geometries().forEach(geometry -> baseRanks.add(geometry.effectiveRank()));
                return;
            }
            Checkpoint before = Checkpoint.read(existing.get(), hash.orElseThrow());
            weights.restore(before.state());
            best = before.best();
            bestStep = before.bestStep();
            baseRanks.addAll(before.baseRanks());
            curve.addAll(before.curve());
        }

        private void takeStep() {
            StepReport report;
            try (NDManager own = manager.newSubManager()) {
                report = step.run(curve.size(), curve, own);
            }
            boolean last = report.step() == options.steps();
            if (last || report.step() % options.validateEvery() == 0) {
                report = validated(report);
            }
            curve.add(report);
            if (report.step() % options.checkpointEvery() == 0) {
                save();
            }
            listener.onStep(report);
        }

        private StepReport validated(StepReport report) {
            List<Geometry> now = geometries();
            watch.checkGeometry(
                    now.get(0), baseRanks.get(0), data.catalog().left().modality());
            watch.checkGeometry(
                    now.get(1), baseRanks.get(1), data.catalog().right().modality());
            if (validation.isEmpty()) {
                return report;
            }
            Score score = validation.get().of(heads(weights.averages()));
            double before = bestScore();
            watch.checkScore(score, before);
            if (score.value() > before) {
                best = weights.averages();
                bestStep = report.step();
            }
            return new StepReport(
                    report.step(),
                    report.loss(),
                    report.anchor(),
                    report.learningRate(),
                    report.gradientNorm(),
                    report.scale(),
                    OptionalDouble.of(score.value()));
        }

        private double bestScore() {
            return bestStep == 0 ? -1 : curve.get(bestStep - 1).validation().orElse(-1);
        }

        private boolean isStale() {
            long since = curve.subList(bestStep, curve.size()).stream()
                    .filter(report -> report.validation().isPresent())
                    .count();
            return validation.isPresent() && since >= options.patience();
        }

        private List<Geometry> geometries() {
            List<TrainingPair> pairs = data.catalog().pairs();
            List<TrainingPair> some = pairs.subList(0, Math.min(GEOMETRY_ROWS, pairs.size()));
            TrainedHeads heads = heads(weights.averages());
            return List.of(
                    Geometry.of(heads.left().embed(data.catalog().left(), distinct(some, left))),
                    Geometry.of(heads.right().embed(data.catalog().right(), distinct(some, right))));
        }

        private int[] distinct(List<TrainingPair> pairs, LearntSide side) {
            return pairs.stream().mapToInt(side::rowOf).distinct().toArray();
        }

        private TrainedHeads heads(List<float[]> averages) {
            int leftLayers = left.weights().size();
            int layers = leftLayers + right.weights().size();
            return new TrainedHeads(
                    left.toHead(averages.subList(0, leftLayers)), right.toHead(averages.subList(leftLayers, layers)));
        }

        private Finished finished(End end) {
            boolean judged = bestStep > 0;
            return new Finished(
                    heads(judged ? best : weights.averages()),
                    judged ? bestStep : curve.size(),
                    end,
                    List.copyOf(curve));
        }

        private void save() {
            checkpoint.ifPresent(file -> new Checkpoint(
                            hash.orElseThrow(),
                            weights.state(),
                            best,
                            bestStep,
                            List.copyOf(baseRanks),
                            List.copyOf(curve))
                    .write(file));
        }
    }
}
