package dev.weft.trainer.round;

import dev.weft.core.Release;
import dev.weft.evaluation.gate.GateThresholds;
import dev.weft.evaluation.gate.Verdict;
import dev.weft.evaluation.report.GateReport;
import dev.weft.events.releases.ReleaseConflictException;
import dev.weft.learning.StepReport;
import dev.weft.trainer.judge.Contender;
import dev.weft.trainer.judge.Judge;
import dev.weft.trainer.judge.Judge.Judgement;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Has the gate hold a candidate against the live release, and writes what it says. */
final class CandidateJudging {

    private final RoundPlan plan;
    private final GateThresholds thresholds;
    private final CandidateWriter writer;

    CandidateJudging(RoundPlan plan, GateThresholds thresholds, CandidateWriter writer) {
        this.plan = plan;
        this.thresholds = thresholds;
        this.writer = writer;
    }

    /** Rejects a candidate for which there are no sets. */
    Judged withoutSets(Release candidate) throws InterruptedException, TimeoutException, ReleaseConflictException {
        return new Judged(
                writer.rejected(candidate, "no item is of a family of the split gate: there is nothing to judge by"),
                "too_small");
    }

    /**
     * @param incumbent the live release
     * @param contender the candidate
     * @param curve of the first seed; empty where it is not known
     * @param counts further figures of the candidate, by name
     */
    Judged judge(
            OpenRelease incumbent,
            Release candidate,
            Contender contender,
            GateSets sets,
            List<StepReport> curve,
            Map<String, Integer> counts)
            throws InterruptedException, IOException, TimeoutException, ReleaseConflictException {
        Judgement judgement = new Judge(thresholds).judge(incumbent.contender(), contender, sets.spending(plan));
        GateReport report = new ReportWriter(thresholds)
                .report(candidate.id(), incumbent.release().id(), judgement, curve, Instant.now());
        Release written = writer.judged(candidate, report, sets.frozen().sets(), counts);
        return new Judged(written, word(judgement.decision().verdict()));
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case APPROVED -> "approved";
            case REJECTED -> "rejected";
            case TOO_SMALL -> "too_small";
        };
    }
}
