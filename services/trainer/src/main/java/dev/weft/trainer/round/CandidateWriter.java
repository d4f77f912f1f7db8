package dev.weft.trainer.round;

import dev.weft.core.Artifact;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.evaluation.gate.Verdict;
import dev.weft.evaluation.report.GateReport;
import dev.weft.evaluation.report.GateReportJson;
import dev.weft.evaluation.report.GateReportPage;
import dev.weft.evaluation.sets.EvaluationSet;
import dev.weft.events.releases.ReleaseConflictException;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.learning.TrainedHead;
import dev.weft.learning.TrainedHeads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;

/** Writes a candidate, and what the gate said of it, to the log. */
final class CandidateWriter {

    private static final String BY = "trainer";

    private final RoundPlan plan;
    private final ReleaseLog releases;
    private final ReleaseFiles files;
    private final Duration patience;

    CandidateWriter(RoundPlan plan, ReleaseLog releases, ReleaseFiles files, Duration patience) {
        this.plan = plan;
        this.releases = releases;
        this.files = files;
        this.patience = patience;
    }

    /** The candidate of these heads: a new release, not written yet, or the one that this round had written before it was killed. */
    Release candidate(Release live, TrainedHeads heads, Map<Modality, byte[]> bundleHeads) throws IOException {
        SortedMap<Modality, Artifact> artifacts = new TreeMap<>();
        for (TrainedHead head : List.of(heads.left(), heads.right())) {
            byte[] onnx = head.toOnnx(Optional.ofNullable(bundleHeads.get(head.modality())));
            artifacts.put(head.modality(), files.put(onnx, "application/octet-stream"));
        }
        Release.Contents contents = new Release.Contents(
                live.contents().bundle(),
                live.contents().towers(),
                live.contents().dimension(),
                artifacts);
        List<Release> known = releases.ofSpace(plan.space());
        Optional<Release> own = known.stream()
                .filter(release -> release.state() == ReleaseState.CANDIDATE)
                .filter(release -> release.contents().equals(contents))
                .findFirst();
        if (own.isPresent()) {
            return own.get();
        }
        Instant now = now();
        return new Release(
                new ReleaseId(plan.space(), known.getLast().id().number() + 1),
                Optional.of(live.id()),
                1,
                contents,
                new TreeMap<>(),
                new TreeMap<>(),
                new Release.Standing(
                        ReleaseState.CANDIDATE, "trained", BY, Optional.empty(), Release.Progress.NONE, now),
                now);
    }

    /**
     * Writes a candidate that the log doesn't have yet.
     *
     * @throws ReleaseConflictException if another trainer writes at this moment
     */
    void write(Release candidate) throws InterruptedException, TimeoutException, ReleaseConflictException {
        if (!releases.find(candidate.id()).equals(Optional.of(candidate))) {
            releases.append(candidate, patience);
        }
    }

    Release rejected(Release candidate, String reason)
            throws InterruptedException, TimeoutException, ReleaseConflictException {
        return appended(candidate.become(ReleaseState.REJECTED, reason, BY, now()));
    }

    /**
     * Stores the report and the sets, and writes the decision.
     *
     * @param counts further figures of the release, by name
     */
    Release judged(Release candidate, GateReport report, List<EvaluationSet> sets, Map<String, Integer> counts)
            throws IOException, InterruptedException, TimeoutException, ReleaseConflictException {
        Map<String, Artifact> artifacts = new TreeMap<>();
        artifacts.put("report.json", text(GateReportJson.write(report), "application/json"));
        artifacts.put("report.html", text(GateReportPage.html(report), "text/html"));
        int version = 0;
        for (EvaluationSet set : sets) {
            artifacts.put(FrozenSets.fileName(set), files.put(FrozenSets.bytes(set), "application/jsonl"));
            version = set.version();
        }
        SortedMap<String, Double> metrics = ReportWriter.metrics(report);
        metrics.put(FrozenSets.versionMetric(), (double) version);
        counts.forEach((name, count) -> metrics.put(name, (double) count));
        Release judged = appended(candidate.judged(metrics, artifacts));
        ReleaseState state =
                report.decision().verdict() == Verdict.APPROVED ? ReleaseState.APPROVED : ReleaseState.REJECTED;
        return appended(judged.become(state, report.decision().summary(), BY, now()));
    }

    private Release appended(Release release) throws InterruptedException, TimeoutException, ReleaseConflictException {
        releases.append(release, patience);
        return release;
    }

    private Artifact text(String text, String contentType) throws IOException {
        return files.put(text.getBytes(StandardCharsets.UTF_8), contentType);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
