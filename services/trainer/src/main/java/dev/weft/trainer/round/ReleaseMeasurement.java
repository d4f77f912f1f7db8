package dev.weft.trainer.round;

import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.evaluation.gate.GateThresholds.Evidence;
import dev.weft.evaluation.gate.ReleaseEvaluation;
import dev.weft.evaluation.gate.SetPair;
import dev.weft.evaluation.report.SetComparison;
import dev.weft.evaluation.report.SetFigures;
import dev.weft.evaluation.statistics.ClusterBootstrap;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.learning.Side;
import dev.weft.trainer.catalog.Catalog;
import dev.weft.trainer.judge.Heads;
import dev.weft.trainer.judge.Judge;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Measures releases on the sets that the gate judges by, without deciding anything. For one thread. */
public final class ReleaseMeasurement {

    private static final Duration LOG_PATIENCE = Duration.ofSeconds(30);

    private final RoundPlan plan;
    private final RoundInputs inputs;
    private final ReleaseLog releases;
    private final ReleaseFiles files;

    public ReleaseMeasurement(RoundPlan plan, RoundInputs inputs, ReleaseLog releases, ReleaseFiles files) {
        this.plan = plan;
        this.inputs = inputs;
        this.releases = releases;
        this.files = files;
    }

    /**
     * Measures a release.
     *
     * @param wanted empty for the live one
     * @param against compares with this one, too
     * @throws NothingToMeasureException if there is no such release, or no item of a family that the gate judges by
     * @throws IOException if the heads of a release can't be read
     * @throws dev.weft.inference.ModelBundleException if they can't be run here
     */
    public Evaluation measure(Optional<ReleaseId> wanted, Optional<ReleaseId> against)
            throws NothingToMeasureException, InterruptedException, IOException, TimeoutException {
        releases.awaitRead(LOG_PATIENCE);
        Release release = wanted.isPresent() ? require(wanted.get()) : live();
        GateSets sets = sets(release);
        Judge judge = new Judge(sets.all(), plan.thresholds());
        ReleaseEvaluation measured = measure(judge, release);
        Evidence evidence = plan.thresholds().evidence();
        ClusterBootstrap bootstrap = new ClusterBootstrap(evidence.resamples(), evidence.seed());
        List<SetFigures> figures = measured.sets().stream()
                .map(set -> SetFigures.of(set, bootstrap, evidence.confidence()))
                .toList();
        if (against.isEmpty()) {
            return new Evaluation(release.id(), against, figures, List.of());
        }
        ReleaseEvaluation other = measure(judge, require(against.get()));
        return new Evaluation(
                release.id(),
                against,
                figures,
                SetPair.of(other, measured).stream()
                        .map(pair -> SetComparison.of(pair, bootstrap, evidence.confidence()))
                        .toList());
    }

    private ReleaseEvaluation measure(Judge judge, Release release) throws IOException, InterruptedException {
        try (Heads heads = inputs.heads(release)) {
            return judge.measure(release.id().toString(), 0, heads);
        }
    }

    private GateSets sets(Release release) throws NothingToMeasureException, IOException, InterruptedException {
        Optional<Catalog> catalog = inputs.catalog(release);
        if (catalog.isEmpty()) {
            throw new NothingToMeasureException("no item has both a caption and a part of "
                    + plan.modality().wireName() + " yet");
        }
        Side media = inputs.frozen().side(plan.modality(), catalog.get().media());
        Side texts = inputs.frozen().side(Modality.TEXT, catalog.get().texts());
        GateSets sets = GateSets.of(plan, inputs, releases, files, catalog.get(), media, texts);
        if (sets.isEmpty()) {
            throw new NothingToMeasureException(
                    "no item is of a family of the split gate: there is nothing to measure on");
        }
        return sets;
    }

    private Release live() throws NothingToMeasureException {
        return releases.live(plan.space())
                .orElseThrow(() -> new NothingToMeasureException("space " + plan.space() + " has no live release yet"));
    }

    private Release require(ReleaseId id) throws NothingToMeasureException {
        return releases.find(id)
                .filter(release -> release.id().space().equals(plan.space()))
                .orElseThrow(() -> new NothingToMeasureException("there is no release " + id));
    }
}
