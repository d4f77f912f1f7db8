package dev.weft.trainer.round;

import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.evaluation.gate.GateThresholds.Evidence;
import dev.weft.evaluation.gate.ReleaseEvaluation;
import dev.weft.evaluation.gate.SetPair;
import dev.weft.evaluation.report.SetComparison;
import dev.weft.evaluation.report.SetFigures;
import dev.weft.evaluation.statistics.ClusterBootstrap;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.trainer.catalog.Catalog;
import dev.weft.trainer.catalog.CatalogSnapshot;
import dev.weft.trainer.judge.Judge;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

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
     * Measures a release on its own towers. Blocks until these have run on all items for which the log has no features of them.
     *
     * @param wanted empty for the live one
     * @param against compares with this one, too
     * @throws NothingToMeasureException if there is no such release, or no item of a family that the gate judges by
     * @throws IOException if the heads of a release, or media, can't be read
     * @throws dev.weft.inference.ModelBundleException if towers or heads can't be run here
     */
    public Evaluation measure(Optional<ReleaseId> wanted, Optional<ReleaseId> against)
            throws NothingToMeasureException, InterruptedException, IOException, TimeoutException {
        releases.awaitRead(LOG_PATIENCE);
        Release release = wanted.isPresent() ? require(wanted.get()) : live();
        Optional<Release> other = against.isPresent() ? Optional.of(require(against.get())) : Optional.empty();
        // The sets are those that a candidate would be judged by.
        Release held = releases.live(plan.space()).orElse(release);
        CatalogSnapshot snapshot = inputs.catalog(
                Stream.concat(Stream.of(held, release), other.stream()).toList());
        Optional<Catalog> catalog = snapshot.catalog(held.contents().towers());
        if (catalog.isEmpty()) {
            throw new NothingToMeasureException(plan.noPair() + " yet");
        }
        try (TowerInputs towers = inputs.towers(held)) {
            return measure(snapshot, BaseCatalog.of(held, towers, catalog.get(), plan.modality()), release, other);
        }
    }

    private Evaluation measure(CatalogSnapshot snapshot, BaseCatalog base, Release release, Optional<Release> other)
            throws NothingToMeasureException, IOException, InterruptedException {
        GateSets sets = GateSets.of(plan, releases, files, base);
        if (sets.isEmpty()) {
            throw new NothingToMeasureException(
                    "no item is of a family of the split gate: there is nothing to measure on");
        }
        ReleaseOpener opener = new ReleaseOpener(inputs, snapshot, base, sets, ItemsListener.NONE);
        ReleaseEvaluation measured = measure(opener, release);
        Evidence evidence = plan.thresholds().evidence();
        ClusterBootstrap bootstrap = new ClusterBootstrap(evidence.resamples(), evidence.seed());
        List<SetFigures> figures = measured.sets().stream()
                .map(set -> SetFigures.of(set, bootstrap, evidence.confidence()))
                .toList();
        if (other.isEmpty()) {
            return new Evaluation(release.id(), Optional.empty(), figures, List.of());
        }
        return new Evaluation(
                release.id(),
                other.map(Release::id),
                figures,
                SetPair.of(measure(opener, other.get()), measured).stream()
                        .map(pair -> SetComparison.of(pair, bootstrap, evidence.confidence()))
                        .toList());
    }

    private ReleaseEvaluation measure(ReleaseOpener opener, Release release) throws IOException, InterruptedException {
        try (OpenRelease open = opener.open(release)) {
            return new Judge(plan.thresholds()).measure(open.contender()).getFirst();
        }
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
