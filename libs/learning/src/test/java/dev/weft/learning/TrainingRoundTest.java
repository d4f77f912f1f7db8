package dev.weft.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.core.Sha256;
import dev.weft.learning.HeadOptions.Centring;
import dev.weft.learning.MinedNegative.Anchor;
import dev.weft.learning.RoundOutcome.Aborted;
import dev.weft.learning.RoundOutcome.End;
import dev.weft.learning.RoundOutcome.Finished;
import dev.weft.learning.RoundOutcome.Suspended;
import dev.weft.learning.Validation.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingRoundTest {

    private static final RoundListener SILENT = report -> {};

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(LossKind.class)
    void shouldLearnToMatchTwoViews(LossKind kind) {
        Toy toy = Toy.withBase(600);
        RoundOptions options = Toy.options().withLoss(LossOptions.of(kind));

        Finished finished = finish(options, toy, Optional.of(toy.validation()));

        double before = recallOfStart(toy, options);
        double after = toy.validation().of(finished.heads()).value();
        assertThat(before).isLessThan(0.2);
        assertThat(after).isGreaterThan(0.6);
        assertThat(finished.curve()).hasSize(60);
        assertThat(finished.curve().getLast().loss())
                .isLessThan(finished.curve().getFirst().loss());
    }

    static Stream<Toy> toys() {
        return Stream.of(Toy.withBase(300), Toy.withoutBase(300), Toy.ofTheSpacesDimension(300));
    }

    @ParameterizedTest
    @MethodSource("toys")
    void shouldYieldTheSameBytesForTheSameSeedAndOthersForAnother(Toy toy) {
        Sha256 first = hash(finish(everything(), toy, Optional.empty()), toy);

        Sha256 second = hash(finish(everything(), toy, Optional.empty()), toy);
        Sha256 other = hash(finish(everything().withSeed(5), toy, Optional.empty()), toy);

        assertThat(second).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void shouldYieldTheSameBytesWhileTheCollectorFreesMemory() throws InterruptedException {
        Toy toy = Toy.withBase(300);
        Sha256 quiet = hash(finish(everything(), toy, Optional.empty()), toy);
        AtomicBoolean done = new AtomicBoolean();
        Thread collector = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                System.gc();
                // Without a pause the round hardly gets a turn.
                LockSupport.parkNanos(10_000_000);
            }
        });

        Sha256 busy = hash(finish(everything(), toy, Optional.empty()), toy);

        done.set(true);
        collector.join();
        assertThat(busy).isEqualTo(quiet);
    }

    @Test
    void shouldYieldTheSameHeadsAfterAKillAsWithoutOne() {
        Toy toy = Toy.withBase(300);
        TrainingData data = mined(toy);
        Path checkpoint = folder.resolve("round.checkpoint");
        Sha256 unbroken = hash(finish(everything(), data, Optional.empty(), Optional.empty()), toy);

        TrainingRound killed = new TrainingRound(everything(), Toy.SPACE, data, Optional.empty());
        assertThatThrownBy(() -> killed.run(report -> dieAt(37, report), Optional.of(checkpoint)))
                .hasMessage("killed");
        List<Integer> steps = new ArrayList<>();
        Finished resumed = (Finished) new TrainingRound(everything(), Toy.SPACE, data, Optional.empty())
                .run(report -> steps.add(report.step()), Optional.of(checkpoint));

        assertThat(steps.getFirst()).isEqualTo(31);
        assertThat(hash(resumed, toy)).isEqualTo(unbroken);
        assertThat(resumed.curve()).hasSize(60);
    }

    @Test
    void shouldSuspendWhenInterruptedAndGoOn() {
        Toy toy = Toy.withBase(300);
        Path checkpoint = folder.resolve("round.checkpoint");
        TrainingRound round = new TrainingRound(everything(), Toy.SPACE, mined(toy), Optional.empty());

        RoundOutcome suspended = round.run(
                report -> {
                    if (report.step() == 33) {
                        Thread.currentThread().interrupt();
                    }
                },
                Optional.of(checkpoint));
        RoundOutcome resumed = round.run(SILENT, Optional.of(checkpoint));

        assertThat(suspended).isInstanceOf(Suspended.class);
        assertThat(suspended.curve()).hasSize(33);
        assertThat(resumed.curve()).hasSize(60);
    }

    @Test
    void shouldRefuseACheckpointOfAnotherRoundAndADamagedOne() throws IOException {
        Toy toy = Toy.withBase(300);
        Path checkpoint = folder.resolve("round.checkpoint");
        finish(Toy.options(), TrainingData.of(toy.training()), Optional.empty(), Optional.of(checkpoint));

        assertThatThrownBy(() -> finish(
                        Toy.options().withSeed(9),
                        TrainingData.of(toy.training()),
                        Optional.empty(),
                        Optional.of(checkpoint)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("must be of round");

        byte[] bytes = Files.readAllBytes(checkpoint);
        bytes[bytes.length / 2] ^= 1;
        Files.write(checkpoint, bytes);
        assertThatThrownBy(() -> finish(
                        Toy.options(), TrainingData.of(toy.training()), Optional.empty(), Optional.of(checkpoint)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void shouldStopWhenValidationGetsNoBetterAndKeepTheBest() {
        Toy toy = Toy.withBase(300);
        int[] calls = {0};
        Validation validation = heads -> new Score(calls[0]++ == 1 ? 0.5 : 0.495, 1000);
        RoundOptions options = Toy.options().withIntervals(5, 3, 100);

        Finished finished = finish(options, toy, Optional.of(validation));

        assertThat(finished.end()).isEqualTo(End.NO_BETTER_VALIDATION);
        assertThat(finished.bestStep()).isEqualTo(10);
        assertThat(finished.curve()).hasSize(25);
    }

    @Test
    void shouldAbortWhenValidationDrops() {
        int[] calls = {0};
        Validation validation = heads -> new Score(calls[0]++ == 0 ? 0.5 : 0.4, 10_000);

        assertThat(abort(Toy.options().withIntervals(5, 10, 100), Optional.of(validation))
                        .alarm())
                .isEqualTo(Alarm.VALIDATION_DROP);
    }

    @Test
    void shouldNotCallItADropWhenTooFewQueriesCanTell() {
        int[] calls = {0};
        Validation validation = heads -> new Score(calls[0]++ == 0 ? 0.5 : 0.4, 50);

        assertThat(finish(Toy.options().withIntervals(5, 100, 100), Toy.withBase(300), Optional.of(validation))
                        .curve())
                .hasSize(60);
    }

    @Test
    void shouldAbortWhenVectorsPointTheSameWay() {
        Toy toy = Toy.withBase(300);
        PairSet.Builder narrow = PairSet.ofCatalog(
                new Side(toy.left.modality(), toy.left.features(), Optional.of(pulledOneWay(toy.left))), toy.right);
        toy.pairs.forEach(narrow::add);

        RoundOutcome outcome = new TrainingRound(
                        Toy.options().withIntervals(1, 1, 1),
                        Toy.SPACE,
                        TrainingData.of(narrow.build()),
                        Optional.empty())
                .run(SILENT, Optional.empty());

        assertThat(((Aborted) outcome).alarm()).isEqualTo(Alarm.COSINE);
    }

    private static FeatureRows pulledOneWay(Side side) {
        float[][] base = new float[side.features().rows()][];
        for (int row = 0; row < base.length; row++) {
            base[row] = side.base().orElseThrow().gather(new int[] {row});
            base[row][0] += 10;
        }
        return FeatureRows.of(base);
    }

    @Test
    void shouldAbortWhenVectorsUseTooFewDirections() {
        // A head from one hidden unit and a heavy hand: what is added has one direction, at the latest after the first
        // step.
        RoundOptions options = Toy.options()
                .withIntervals(1, 1, 1)
                .withHead(new HeadOptions(1, 1, 0, 0, Centring.NONE))
                .withOptimiser(new OptimiserOptions(1, 0, 0, 0, 1e6, 0, 0))
                .withAlarms(new AlarmOptions(1, 0.9, Double.MAX_VALUE, 1));

        assertThat(abort(options, Optional.empty()).alarm()).isEqualTo(Alarm.RANK);
    }

    @Test
    void shouldAbortOnNumbersThatAreNone() {
        RoundOptions options = Toy.options()
                .withOptimiser(new OptimiserOptions(1, 0, 0, 0, 1e6, 0, 0))
                .withHead(new HeadOptions(32, 1, 0, 1, Centring.NONE));
        Toy toy = Toy.withBase(300);
        PairSet poisoned = poisoned(toy);

        RoundOutcome outcome = new TrainingRound(options, Toy.SPACE, TrainingData.of(poisoned), Optional.empty())
                .run(SILENT, Optional.empty());

        assertThat(((Aborted) outcome).alarm()).isEqualTo(Alarm.NOT_FINITE);
    }

    /** Rows that turn bad after they were checked. */
    private static PairSet poisoned(Toy toy) {
        boolean[] bad = {false};
        FeatureRows rows = new FeatureRows() {
            @Override
            public int rows() {
                return toy.left.features().rows();
            }

            @Override
            public int dimension() {
                return toy.left.features().dimension();
            }

            @Override
            public void copy(int row, float[] target, int offset) {
                toy.left.features().copy(row, target, offset);
                if (bad[0]) {
                    target[offset] = Float.NaN;
                }
            }
        };
        PairSet.Builder builder = PairSet.ofCatalog(new Side(toy.left.modality(), rows, toy.left.base()), toy.right);
        toy.pairs.forEach(builder::add);
        PairSet set = builder.build();
        bad[0] = true;
        return set;
    }

    @Test
    void shouldGoBackToTheStartWithTheDial() {
        Toy toy = Toy.withBase(300);
        TrainedHeads heads = finish(Toy.options(), toy, Optional.empty()).heads();

        float[][] vectors = heads.withDial(0).left().embed(toy.left, new int[] {3});

        float[] base = toy.left.base().orElseThrow().gather(new int[] {3});
        assertThat(vectors[0]).containsExactly(base, within(1e-6f));
        assertThat(heads.left().embed(toy.left, new int[] {3})[0][0]).isNotEqualTo(base[0]);
    }

    @Test
    void shouldStayCloserToTheBaseWithAStrongerAnchor() {
        Toy toy = Toy.withBase(300);
        RoundOptions strong = Toy.options().withHead(new HeadOptions(32, 1, 10, 0, Centring.NONE));

        double weak =
                finish(Toy.options(), toy, Optional.empty()).curve().getLast().anchor();
        double held = finish(strong, toy, Optional.empty()).curve().getLast().anchor();

        assertThat(held).isLessThan(weak / 2);
    }

    @Test
    void shouldHearOfEachStep() {
        Toy toy = Toy.withBase(300);
        List<StepReport> heard = new ArrayList<>();

        RoundOutcome outcome = new TrainingRound(
                        Toy.options(), Toy.SPACE, TrainingData.of(toy.training()), Optional.of(toy.validation()))
                .run(heard::add, Optional.empty());

        assertThat(heard).isEqualTo(outcome.curve());
        assertThat(heard)
                .extracting(StepReport::step)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 60).boxed().toList());
        assertThat(heard.get(19).validation()).isPresent();
        assertThat(heard.get(20).validation()).isEmpty();
    }

    /** Every option that takes part in a step. */
    private static RoundOptions everything() {
        return Toy.options().withHead(new HeadOptions(32, 1, 0.1, 0.01, Centring.MODALITY_MEAN));
    }

    /** With mined negatives, clusters and replay. */
    private static TrainingData mined(Toy toy) {
        PairSet.Builder builder = PairSet.ofCatalog(toy.left, toy.right);
        for (TrainingPair pair : toy.pairs) {
            int other = (pair.left() + 7) % toy.pairs.size();
            builder.add(new TrainingPair(
                    pair.family(),
                    pair.left(),
                    pair.right(),
                    pair.left() % 3 == 0
                            ? List.of()
                            : List.of(
                                    new MinedNegative(Anchor.LEFT, other, 1),
                                    new MinedNegative(Anchor.LEFT, 0, 0.5),
                                    new MinedNegative(Anchor.RIGHT, other, 0.7))));
        }
        PairSet.Builder general = PairSet.ofGeneralPairs(toy.left, toy.right);
        toy.pairs.subList(0, 50).forEach(general::add);
        return TrainingData.of(builder.build())
                .withClusters(List.of(List.of(1, 2, 3, 4), List.of(10, 11, 12, 13)))
                .withReplay(general.build());
    }

    private static void dieAt(int step, StepReport report) {
        if (report.step() == step) {
            throw new IllegalStateException("killed");
        }
    }

    private static Finished finish(RoundOptions options, Toy toy, Optional<Validation> validation) {
        return finish(options, TrainingData.of(toy.training()), validation, Optional.empty());
    }

    private static Finished finish(
            RoundOptions options, TrainingData data, Optional<Validation> validation, Optional<Path> checkpoint) {
        return (Finished) new TrainingRound(options, Toy.SPACE, data, validation).run(SILENT, checkpoint);
    }

    private static Aborted abort(RoundOptions options, Optional<Validation> validation) {
        return (Aborted) new TrainingRound(
                        options, Toy.SPACE, TrainingData.of(Toy.withBase(300).training()), validation)
                .run(SILENT, Optional.empty());
    }

    private static double recallOfStart(Toy toy, RoundOptions options) {
        Finished one = finish(options.withSteps(1), toy, Optional.empty());
        return toy.validation().of(one.heads().withDial(0)).value();
    }

    private static Sha256 hash(Finished finished, Toy toy) {
        Optional<byte[]> left = toy.left.base().map(base -> GraphFiles.identity(24, Toy.SPACE));
        Optional<byte[]> right = toy.right.base().map(base -> GraphFiles.identity(20, Toy.SPACE));
        byte[] a = finished.heads().left().toOnnx(left);
        byte[] b = finished.heads().right().toOnnx(right);
        return Sha256.ofText(Sha256.of(a).hex() + Sha256.of(b).hex());
    }
}
