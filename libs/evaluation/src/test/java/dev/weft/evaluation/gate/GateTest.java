package dev.weft.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.evaluation.retrieval.VectorMatrix;
import dev.weft.evaluation.sets.EvaluationKind;
import dev.weft.evaluation.statistics.AlphaSpending;
import dev.weft.evaluation.statistics.SpendingFunction;
import dev.weft.testkit.UnitVectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The gate must be able to fail: each way in which a release can be worse is tried here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateTest {

    private static final GateThresholds EITHER_WAY = GateThresholds.defaults()
            .withEvidence(new GateThresholds.Evidence(
                    3, Set.of(EvaluationKind.IN_DOMAIN, EvaluationKind.GUARD), 2000, 1, 0.95));
    /** What is much better here also closes the gap. */
    private static final GateThresholds THRESHOLDS =
            EITHER_WAY.withShape(new GateThresholds.Shape(0.2, GateThresholds.Drift.FOR_THE_WORSE, 0.9, 0.5, 0.1));

    private static final Gate GATE = new Gate(THRESHOLDS);
    private static final AlphaSpending SPENDING = new AlphaSpending(SpendingFunction.POCOCK, 0.05, 20, 0, "");
    private static final double BETTER = 0.85;

    private final SyntheticSpace space = new SyntheticSpace(400, 11);
    private ReleaseEvaluation incumbent;

    @BeforeAll
    void evaluateTheIncumbent() throws InterruptedException {
        incumbent = space.release("incumbent", 0, Map.of());
    }

    @Test
    void shouldApproveWhatIsBetterEverywhere() throws Exception {
        GateDecision decision = judge(better(), UnaryOperator.identity());

        assertThat(decision.verdict()).describedAs(decision.summary()).isEqualTo(Verdict.APPROVED);
        assertThat(decision.checks()).extracting(Check::passed).containsOnly(true);
        assertThat(decision.checks())
                .extracting(Check::name)
                .contains("gain", "gain-interval", "gain-chance", "no-loss", "no-shown-loss", "guard");
    }

    @Test
    void shouldNotApproveWhatIsTheSame() throws Exception {
        GateDecision decision = judge(Map.of(), UnaryOperator.identity());

        assertThat(decision.verdict()).isNotEqualTo(Verdict.APPROVED);
        assertThat(status(decision, "gain-interval", "held-out")).isNotEqualTo(CheckStatus.PASSED);
    }

    @Test
    void shouldRejectARandomHead() throws Exception {
        GateDecision decision = judge(
                better(),
                vectors ->
                        new SetVectors(vectors.images(), random(vectors.texts().rows())));

        assertThat(decision.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(failed(decision)).contains("gain", "gain-interval", "no-loss", "guard");
    }

    @Test
    void shouldRejectShuffledCaptions() throws Exception {
        GateDecision decision = judge(better(), GateTest::shifted);

        assertThat(decision.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(failed(decision)).contains("gain", "gain-interval", "no-loss", "guard");
    }

    @Test
    void shouldRejectAnOvertrainedHead() throws Exception {
        // Families that were learnt by heart are in no set: what is left to see is that held-out ones got worse.
        Map<EvaluationKind, Double> noise = new EnumMap<>(EvaluationKind.class);
        Arrays.stream(EvaluationKind.values()).forEach(kind -> noise.put(kind, 1.2));

        assertThat(judge(noise, UnaryOperator.identity()).verdict()).isEqualTo(Verdict.REJECTED);
    }

    @Test
    void shouldRejectWhatForgetsTheGuardSetAndForThatAlone() throws Exception {
        Map<EvaluationKind, Double> noise = new EnumMap<>(better());
        noise.put(EvaluationKind.GUARD, 1.3);

        GateDecision decision = judge(noise, UnaryOperator.identity());

        assertThat(decision.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(failed(decision)).containsOnly("guard");
    }

    @Test
    void shouldRejectWhatLosesTheNewestItems() throws Exception {
        Map<EvaluationKind, Double> noise = new EnumMap<>(better());
        noise.put(EvaluationKind.NEWEST, 1.2);

        GateDecision decision = judge(noise, UnaryOperator.identity());

        assertThat(decision.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(failed(decision)).containsOnly("no-loss");
    }

    @Test
    void shouldRejectWhatLosesHardItemsAndForThatAlone() throws Exception {
        Map<EvaluationKind, Double> noise = new EnumMap<>(better());
        noise.put(EvaluationKind.HARD, 1.3);

        GateDecision decision = judge(noise, UnaryOperator.identity());

        assertThat(decision.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(failed(decision)).containsOnly("no-shown-loss");
    }

    @Test
    void shouldRejectAConstantSpace() throws Exception {
        GateDecision decision = judge(
                better(),
                vectors -> SyntheticSpace.withTexts(vectors, (row, i) -> {
                    Arrays.fill(row, 0);
                    row[0] = 1;
                }));

        assertThat(decision.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(failed(decision)).contains("gain", "mean-cosine", "effective-rank", "hub-share");
    }

    @Test
    void shouldRejectASingleVectorThatIsNotANumber() throws Exception {
        GateDecision decision = judge(
                better(),
                vectors -> SyntheticSpace.withTexts(vectors, (row, i) -> row[3] = i == 5 ? Float.NaN : row[3]));

        assertThat(decision.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(failed(decision)).contains("usable-vectors");
    }

    @Test
    void shouldRejectASpaceOfNothingButNaN() throws Exception {
        GateDecision decision =
                judge(better(), vectors -> SyntheticSpace.withTexts(vectors, (row, i) -> Arrays.fill(row, Float.NaN)));

        assertThat(decision.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(failed(decision))
                .contains("gain", "usable-vectors", "modality-gap", "modality-share", "mean-cosine", "hub-share");
    }

    @Test
    void shouldRejectHubs() throws Exception {
        // Every 50th picture lies where texts lie on average, and texts lean there: few pictures answer everything.
        GateDecision decision = judge(better(), GateTest::withHubs);

        assertThat(decision.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(failed(decision)).contains("hub-share");
    }

    @Test
    void shouldRejectAClosingGapOnlyWhereDriftCountsEitherWay() throws Exception {
        List<ReleaseEvaluation> candidates = candidates(better(), UnaryOperator.identity());

        assertThat(failed(new Gate(EITHER_WAY).judge(incumbent, candidates, SPENDING)))
                .containsOnly("modality-gap");
        assertThat(failed(GATE.judge(incumbent, candidates, SPENDING))).isEmpty();
    }

    @Test
    void shouldRejectAWideningGap() throws Exception {
        GateDecision decision = judge(
                better(),
                vectors -> new SetVectors(vectors.images(), SyntheticSpace.changed(vectors.texts(), GateTest::lean)));

        assertThat(failed(decision)).contains("modality-gap");
    }

    @Test
    void shouldJudgeByTheWorstSeed() throws Exception {
        List<ReleaseEvaluation> candidates = candidates(better(), UnaryOperator.identity());
        candidates.set(1, space.release("candidate", 2, better(), GateTest::shifted));

        GateDecision decision = GATE.judge(incumbent, candidates, SPENDING);

        assertThat(decision.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(check(decision, "gain", "held-out").seed()).isEqualTo(2);
    }

    @Test
    void shouldNotApproveFewerSeedsThanAsked() throws Exception {
        GateDecision decision = GATE.judge(
                incumbent, candidates(better(), UnaryOperator.identity()).subList(0, 2), SPENDING);

        assertThat(decision.verdict()).isEqualTo(Verdict.TOO_SMALL);
        assertThat(decision.summary()).contains("2 seeds were trained");
    }

    @Test
    void shouldNotCountTheMeanOfSeedsAsOneOfThem() throws Exception {
        List<ReleaseEvaluation> candidates = new ArrayList<>();
        candidates.add(space.release("candidate", ReleaseEvaluation.MEAN_OF_SEEDS, better(), UnaryOperator.identity()));
        candidates.addAll(candidates(better(), UnaryOperator.identity()).subList(0, 2));

        GateDecision decision = GATE.judge(incumbent, candidates, SPENDING);

        assertThat(decision.verdict()).isEqualTo(Verdict.TOO_SMALL);
        assertThat(decision.summary()).contains("2 seeds were trained");
    }

    @Test
    void shouldRejectWhenACategoryPaysForTheOthers() throws Exception {
        GateDecision decision = judge(
                better(),
                vectors -> SyntheticSpace.withTexts(vectors, (row, i) -> {
                    if (i % 3 == 0) {
                        reverse(row);
                    }
                }));

        assertThat(status(decision, "category", "held-out")).isEqualTo(CheckStatus.FAILED);
        assertThat(check(decision, "category", "held-out").sentence()).contains("hats");
    }

    @Test
    void shouldSayThatASmallCatalogIsTooSmall() throws Exception {
        SyntheticSpace small = new SyntheticSpace(110, 5);
        ReleaseEvaluation before = small.release("incumbent", 0, Map.of());
        Map<EvaluationKind, Double> hardlyBetter = Map.of(EvaluationKind.IN_DOMAIN, 0.98, EvaluationKind.GUARD, 0.9);

        GateDecision decision = GATE.judge(
                before,
                List.of(
                        small.release("candidate", 1, hardlyBetter),
                        small.release("candidate", 2, hardlyBetter),
                        small.release("candidate", 3, hardlyBetter)),
                SPENDING);

        assertThat(decision.verdict()).describedAs(decision.summary()).isEqualTo(Verdict.TOO_SMALL);
        assertThat(decision.summary())
                .contains("n = 220 in 110 families: a change under")
                .contains("points can't be seen");
    }

    @Test
    void shouldDecideNothingWithoutAGuardSet() throws Exception {
        List<ReleaseEvaluation> blind = candidates(better(), UnaryOperator.identity()).stream()
                .map(GateTest::withoutGuard)
                .toList();

        GateDecision decision = GATE.judge(withoutGuard(incumbent), blind, SPENDING);

        assertThat(decision.verdict()).isEqualTo(Verdict.TOO_SMALL);
        assertThat(status(decision, "families", "guard")).isEqualTo(CheckStatus.UNDECIDED);
    }

    @Test
    void shouldRejectAnIndexThatFindsTooLittleOrScoresThatMeanNothing() throws Exception {
        List<ReleaseEvaluation> candidates = candidates(better(), UnaryOperator.identity()).stream()
                .map(of -> new ReleaseEvaluation(of.release(), of.seed(), of.sets(), of.geometry(), 0.97, 0.06))
                .toList();

        GateDecision decision = GATE.judge(incumbent, candidates, SPENDING);

        assertThat(failed(decision)).containsExactlyInAnyOrder("ann-recall", "calibration");
    }

    @Test
    void shouldDecideNothingOnceTheSetIsUsedUp() throws Exception {
        List<ReleaseEvaluation> candidates = candidates(better(), UnaryOperator.identity());
        AlphaSpending spending = SPENDING;
        for (int look = 0; look < 20; look++) {
            spending = GATE.judge(incumbent, candidates, spending).spending();
        }

        GateDecision decision = GATE.judge(incumbent, candidates, spending);

        assertThat(decision.verdict()).isEqualTo(Verdict.TOO_SMALL);
        assertThat(decision.summary()).contains("freeze a new version");
    }

    @Test
    void shouldDecideTheSameAgain() throws Exception {
        assertThat(judge(better(), UnaryOperator.identity())).isEqualTo(judge(better(), UnaryOperator.identity()));
    }

    @Test
    void shouldRefuseReleasesOfDifferentSets() throws Exception {
        ReleaseEvaluation other = new SyntheticSpace(300, 11).release("candidate", 1, Map.of());

        assertThatThrownBy(() -> GATE.judge(incumbent, List.of(other), SPENDING))
                .hasMessageContaining("one content of set held-out");
        assertThatThrownBy(() -> GATE.judge(incumbent, List.of(withoutGuard(incumbent)), SPENDING))
                .hasMessageContaining("got none of guard");
        assertThatThrownBy(() -> GATE.judge(withoutGuard(incumbent), List.of(incumbent), SPENDING))
                .hasMessageContaining("got none of [guard]");
        assertThatThrownBy(() -> GATE.judge(incumbent, List.of(incumbent, incumbent), SPENDING))
                .hasMessageContaining("seed of its own");
    }

    @Test
    void shouldRefuseThresholdsThatMakeNoSense() {
        assertThatThrownBy(() -> new GateThresholds.Gains(-1, 50, 2)).hasMessageContaining("minimalGain must be 0");
        assertThatThrownBy(() -> new GateThresholds.Losses(0.5, Double.NaN, 200, 3))
                .hasMessageContaining("guard must be 0");
        assertThatThrownBy(() -> new GateThresholds.Serving(1.1, 0)).hasMessageContaining("annRecall must be 0");
        assertThatThrownBy(() -> new GateThresholds.Evidence(3, Set.of(), 10, 1, 0.95))
                .hasMessageContaining("resamples must be 100");
    }

    private GateDecision judge(Map<EvaluationKind, Double> noise, UnaryOperator<SetVectors> spoil)
            throws InterruptedException {
        return GATE.judge(incumbent, candidates(noise, spoil), SPENDING);
    }

    private List<ReleaseEvaluation> candidates(Map<EvaluationKind, Double> noise, UnaryOperator<SetVectors> spoil)
            throws InterruptedException {
        List<ReleaseEvaluation> candidates = new ArrayList<>();
        for (long seed = 1; seed <= 3; seed++) {
            candidates.add(space.release("candidate", seed, noise, spoil));
        }
        return candidates;
    }

    private static Map<EvaluationKind, Double> better() {
        return Map.of(EvaluationKind.IN_DOMAIN, BETTER, EvaluationKind.NEWEST, BETTER, EvaluationKind.GUARD, BETTER);
    }

    private static VectorMatrix random(int rows) {
        return VectorMatrix.of(Stream.generate(new UnitVectors(SyntheticSpace.DIMENSION, 3)::next)
                .limit(rows)
                .toList());
    }

    private static SetVectors shifted(SetVectors vectors) {
        int rows = vectors.texts().rows();
        int[] shifted = IntStream.range(0, rows).map(row -> (row + 17) % rows).toArray();
        return new SetVectors(vectors.images(), vectors.texts().rows(shifted));
    }

    private static SetVectors withHubs(SetVectors vectors) {
        VectorMatrix images = SyntheticSpace.changed(vectors.images(), (row, i) -> {
            if (i % 50 == 0) {
                Arrays.fill(row, 0);
                row[0] = 1;
            }
        });
        return new SetVectors(images, SyntheticSpace.changed(vectors.texts(), GateTest::lean));
    }

    private static void lean(float[] row, double index) {
        row[0] += 0.8f;
        double squares = 0;
        for (float value : row) {
            squares += value * value;
        }
        for (int d = 0; d < row.length; d++) {
            row[d] /= (float) Math.sqrt(squares);
        }
    }

    private static void reverse(float[] row) {
        for (int d = 0; d < row.length; d++) {
            row[d] = -row[d];
        }
    }

    private static ReleaseEvaluation withoutGuard(ReleaseEvaluation of) {
        List<SetResult> sets = of.sets().stream()
                .filter(result -> result.set().kind() != EvaluationKind.GUARD)
                .toList();
        return new ReleaseEvaluation(
                of.release(), of.seed(), sets, of.geometry(), of.annRecall(), of.calibrationError());
    }

    private static List<String> failed(GateDecision decision) {
        return decision.checks().stream()
                .filter(check -> check.status() == CheckStatus.FAILED)
                .map(Check::name)
                .toList();
    }

    private static CheckStatus status(GateDecision decision, String name, String subject) {
        return check(decision, name, subject).status();
    }

    private static Check check(GateDecision decision, String name, String subject) {
        return decision.checks().stream()
                .filter(check -> check.name().equals(name) && check.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }
}
