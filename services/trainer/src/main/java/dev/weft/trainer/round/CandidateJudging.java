package dev.weft.trainer.round;

import dev.weft.core.Release;
import dev.weft.evaluation.gate.GateThresholds;
import dev.weft.evaluation.gate.Verdict;
import dev.weft.evaluation.report.GateReport;
import dev.weft.events.releases.ReleaseConflictException;
import dev.weft.learning.StepReport;
import dev.weft.trainer.judge.Heads;
import dev.weft.trainer.judge.Judge;
import dev.weft.trainer.judge.Judge.Judgement;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.TimeoutException;

/** Has the gate hold a candidate against the live release, and writes what it says. */
final class CandidateJudging {

    private final RoundPlan plan;
    private final GateThresholds thresholds;
    private final RoundInputs inputs;
    private final CandidateWriter writer;

    CandidateJudging(RoundPlan plan, GateThresholds thresholds, RoundInputs inputs, CandidateWriter writer) {
        this.plan = plan;
        this.thresholds = thresholds;
        this.inputs = inputs;
        this.writer = writer;
    }

    /**
     * @param seeds heads of the candidate by the seed that they were learnt with
     * @param curve of the first seed; empty where it is not known
     * @param counts of the training; empty where they are not known
     */
    Judged judge(
            Release live,
            Release candidate,
            GateSets sets,
            SequencedMap<Long, Heads> seeds,
            List<StepReport> curve,
            Map<String, Integer> counts)
            throws InterruptedException, IOException, TimeoutException, ReleaseConflictException {
        if (sets.isEmpty()) {
            return new Judged(
                    writer.rejected(
                            candidate, "no item is of a family of the split gate: there is nothing to judge by"),
                    "too_small");
        }
        try (Heads incumbent = inputs.heads(live)) {
            Judgement judgement = new Judge(sets.all(), thresholds)
                    .judge(live.id().toString(), incumbent, candidate.id().toString(), seeds, sets.spending(plan));
            GateReport report =
                    new ReportWriter(thresholds).report(candidate.id(), live.id(), judgement, curve, Instant.now());
            Release written = writer.judged(candidate, report, sets.frozen().sets(), counts);
            return new Judged(written, word(judgement.decision().verdict()));
        }
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case APPROVED -> "approved";
            case REJECTED -> "rejected";
            case TOO_SMALL -> "too_small";
        };
    }
}
