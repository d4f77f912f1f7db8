package dev.weft.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Modality;
import dev.weft.core.Sha256;
import dev.weft.core.Split;
import dev.weft.evaluation.gate.Check;
import dev.weft.evaluation.gate.CheckStatus;
import dev.weft.evaluation.gate.GateDecision;
import dev.weft.evaluation.gate.Verdict;
import dev.weft.evaluation.retrieval.VectorMatrix;
import dev.weft.evaluation.statistics.AlphaSpending;
import dev.weft.evaluation.statistics.SpendingFunction;
import dev.weft.learning.AlarmOptions;
import dev.weft.learning.OptimiserOptions;
import dev.weft.learning.PairSet;
import dev.weft.learning.RoundOptions;
import dev.weft.learning.RoundOutcome;
import dev.weft.learning.RoundOutcome.Aborted;
import dev.weft.learning.RoundOutcome.Finished;
import dev.weft.learning.Side;
import dev.weft.learning.TrainingData;
import dev.weft.learning.TrainingPair;
import dev.weft.learning.TrainingRound;
import dev.weft.trainer.catalog.CatalogEntry;
import dev.weft.trainer.judge.CatalogSets;
import dev.weft.trainer.judge.Contender;
import dev.weft.trainer.judge.Heads;
import dev.weft.trainer.judge.Judge;
import dev.weft.trainer.judge.JudgedSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A gate that can't say no is none: what must not go live, on the demo catalog's real features and the real guard set. */
class GateOnDemoTest {

    private static final int SPACE = 640;
    private static final AlarmOptions NO_ALARMS = new AlarmOptions(1, 0, 1e9, 1);
    private static final int BATCH = 256;

    private final Demo demo = Demo.demo();
    private final Side media = demo.frozen().side(Modality.IMAGE, demo.catalog().media());
    private final Side texts = demo.frozen().side(Modality.TEXT, demo.catalog().texts());

    @Test
    void shouldRejectHeadsThatForgotWhatIsNotOfTheCatalog() throws Exception {
        // given what learns from the catalog alone gains on held-out families as much as with general pairs
        Heads forgetful = learnt(options(80), TrainingData.of(pairs(false)));

        // when
        GateDecision decision = judge(forgetful);

        // then
        assertThat(decision.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(failed(decision)).as(decision.summary()).contains("guard");
        assertThat(passed(decision)).contains("gain");
    }

    @Test
    void shouldRejectHeadsThatLearntFromShuffledCaptions() throws Exception {
        // given a round that its own alarms would end before the gate sees it
        Heads confused = learnt(
                options(40).withAlarms(NO_ALARMS),
                TrainingData.of(pairs(true)).withReplay(demo.replay().pairs().orElseThrow()));

        GateDecision decision = judge(confused);

        assertThat(decision.verdict()).as(decision.summary()).isEqualTo(Verdict.REJECTED);
        assertThat(passed(decision)).doesNotContain("gain");
    }

    @Test
    void shouldRejectRandomHeads() throws Exception {
        GateDecision decision = judge(new RandomHeads());

        assertThat(decision.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(failed(decision)).contains("guard");
        assertThat(passed(decision)).doesNotContain("gain");
    }

    @Test
    void shouldRejectHeadsThatLearntTooLongAndTooFast() throws Exception {
        // given ten times the learning rate, no anchor, no general pairs
        RoundOptions wild = options(60)
                .withOptimiser(new OptimiserOptions(1e-2, 0.9, 0.95, 0, 1000, 0, 0))
                .withAlarms(NO_ALARMS);

        GateDecision decision = judge(learnt(wild, TrainingData.of(pairs(false))));

        assertThat(decision.verdict()).as(decision.summary()).isEqualTo(Verdict.REJECTED);
    }

    private GateDecision judge(Heads candidate) throws InterruptedException {
        CatalogSets catalog = new CatalogSets(demo.catalog(), media, texts);
        List<JudgedSet> sets = new ArrayList<>(
                catalog.freeze(1).stream().map(catalog::withFeatures).toList());
        sets.add(demo.guard().orElseThrow());
        return new Judge(Demo.plan(1, BATCH, List.of(0L)).thresholds())
                .judge(
                        Contender.of("catalog@1", sets, Heads.ofBundle()),
                        Contender.of("catalog@2", sets, candidate),
                        new AlphaSpending(SpendingFunction.POCOCK, 0.05, 20, 0, ""))
                .decision();
    }

    private static List<String> failed(GateDecision decision) {
        return checks(decision, CheckStatus.FAILED);
    }

    private static List<String> passed(GateDecision decision) {
        return checks(decision, CheckStatus.PASSED);
    }

    private static List<String> checks(GateDecision decision, CheckStatus status) {
        return decision.checks().stream()
                .filter(check -> check.status() == status)
                .map(Check::name)
                .toList();
    }

    private static RoundOptions options(int steps) {
        return Demo.plan(steps, BATCH, List.of(0L)).options();
    }

    private PairSet pairs(boolean shuffled) {
        List<CatalogEntry> entries = demo.catalog().entries().stream()
                .filter(entry -> entry.split() == Split.TRAIN)
                .toList();
        List<Integer> captions =
                new ArrayList<>(entries.stream().map(CatalogEntry::textRow).toList());
        if (shuffled) {
            Collections.shuffle(captions, new Random(7));
        }
        PairSet.Builder builder = PairSet.ofCatalog(media, texts);
        for (int i = 0; i < entries.size(); i++) {
            assertThat(builder.add(new TrainingPair(
                            entries.get(i).family(), entries.get(i).mediaRow(), captions.get(i))))
                    .isEmpty();
        }
        return builder.build();
    }

    private static Heads learnt(RoundOptions options, TrainingData data) {
        RoundOutcome outcome =
                new TrainingRound(options, SPACE, data, Optional.empty()).run(step -> {}, Optional.empty());
        return switch (outcome) {
            case Finished finished -> Heads.of(finished.heads());
            case Aborted aborted -> throw new AssertionError(aborted.message());
            case RoundOutcome.Suspended _ -> throw new AssertionError("suspended");
        };
    }

    /** Directions that have nothing to do with the features. */
    private static final class RandomHeads implements Heads {
        @Override
        public VectorMatrix media(Side side, int[] rows) {
            return random(rows, "media");
        }

        @Override
        public VectorMatrix texts(Side side, int[] rows) {
            return random(rows, "texts");
        }

        private static VectorMatrix random(int[] rows, String kind) {
            float[] values = new float[rows.length * SPACE];
            for (int i = 0; i < rows.length; i++) {
                Random random = new Random(Sha256.ofText(kind + rows[i]).hashCode());
                double square = 0;
                for (int d = 0; d < SPACE; d++) {
                    values[i * SPACE + d] = (float) random.nextGaussian();
                    square += values[i * SPACE + d] * (double) values[i * SPACE + d];
                }
                for (int d = 0; d < SPACE; d++) {
                    values[i * SPACE + d] /= (float) Math.sqrt(square);
                }
            }
            return VectorMatrix.wrap(values, rows.length, SPACE);
        }
    }
}
