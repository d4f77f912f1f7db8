package dev.weft.trainer.round;

import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.evaluation.gate.GateThresholds;
import dev.weft.evaluation.gate.GateThresholds.Evidence;
import dev.weft.events.releases.ReleaseConflictException;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.inference.ModelBundleException;
import dev.weft.media.MediaRejectedException;
import dev.weft.trainer.catalog.Catalog;
import dev.weft.trainer.catalog.CatalogSnapshot;
import dev.weft.trainer.judge.Contender;
import dev.weft.trainer.judge.Heads;
import dev.weft.trainer.round.Progress.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Judges releases that were made elsewhere, by the gate that the rounds' own go through: heads on the live release's towers, or other towers, which are
 * run on what is stored. Those that can't be used here are rejected with the reason. For one thread.
 */
public final class ImportedCandidates {

    private static final Duration LOG_PATIENCE = Duration.ofSeconds(30);

    private final RoundPlan plan;
    private final RoundInputs inputs;
    private final ReleaseLog releases;
    private final ReleaseFiles files;

    public ImportedCandidates(RoundPlan plan, RoundInputs inputs, ReleaseLog releases, ReleaseFiles files) {
        this.plan = plan;
        this.inputs = inputs;
        this.releases = releases;
        this.files = files;
    }

    /** Imported releases that wait for the gate, the oldest first; none while there is nothing live to hold them against. */
    public List<Release> waiting() {
        return releases.live(plan.space()).isEmpty()
                ? List.of()
                : releases.ofSpace(plan.space()).stream()
                        .filter(release -> release.state() == ReleaseState.CANDIDATE)
                        .filter(release -> release.files().containsKey(Release.IMPORT_FILE))
                        .toList();
    }

    /**
     * Judges one of them and writes what the gate says.
     *
     * @param listener hears how far it is, on this thread
     * @throws IOException if its files, or media, can't be read now, or another release goes live meanwhile: it waits on
     */
    public Progress judge(String id, Release candidate, Consumer<Progress> listener)
            throws InterruptedException, IOException, TimeoutException, ReleaseConflictException {
        ProgressTeller report = new ProgressTeller(
                Progress.begun(
                        id,
                        new RoundRequest(
                                candidate.id() + " was imported",
                                candidate.standing().by()),
                        0,
                        0),
                listener);
        releases.awaitRead(LOG_PATIENCE);
        Release live = releases.live(plan.space())
                .orElseThrow(() -> new IOException("space " + plan.space() + " has no live release"));
        CandidateWriter writer = new CandidateWriter(plan, releases, files, LOG_PATIENCE);
        try {
            return report.ended(judge(live, candidate, writer, report));
        } catch (UnusableCandidateException e) {
            return report.ended(new Judged(writer.rejected(candidate, String.valueOf(e.getMessage())), "rejected"));
        }
    }

    private Judged judge(Release live, Release candidate, CandidateWriter writer, ProgressTeller report)
            throws InterruptedException, IOException, TimeoutException, ReleaseConflictException {
        CatalogSnapshot snapshot = inputs.catalog(List.of(live, candidate));
        Optional<Catalog> catalog = snapshot.catalog(live.contents().towers());
        if (catalog.isEmpty()) {
            requireUsable(candidate);
            return new Judged(
                    writer.rejected(candidate, plan.noPair() + ": there is nothing to judge by"), "too_small");
        }
        CandidateJudging judging = new CandidateJudging(plan, asItIs(plan.thresholds()), writer);
        try (TowerInputs towers = inputs.towers(live)) {
            BaseCatalog base = BaseCatalog.of(live, towers, catalog.get(), plan.modality());
            GateSets sets = GateSets.of(plan, releases, files, base);
            if (sets.isEmpty()) {
                requireUsable(candidate);
                return judging.withoutSets(candidate);
            }
            ReleaseOpener opener = new ReleaseOpener(inputs, snapshot, base, sets, report::embedded);
            try (OpenRelease incumbent = OpenRelease.onBase(base, live, sets);
                    OpenRelease opened = usable(() -> opener.open(candidate))) {
                requireLive(live, candidate);
                report.in(Phase.JUDGING);
                Contender contender =
                        Contender.of(candidate.id().toString(), opened.sets(), new JudgedHeads(opened.heads()));
                return judging.judge(
                        incumbent, candidate, contender, sets, List.of(), Map.of("sets.absent", opened.absent()));
            }
        }
    }

    /** With nothing to judge by, too, what can't be used is rejected for that, and what can't be read now waits. */
    private void requireUsable(Release candidate) throws IOException, InterruptedException {
        usable(() -> {
            try (TowerInputs towers = inputs.towers(candidate);
                    Heads _ = towers.heads(candidate)) {
                return candidate;
            }
        });
    }

    private interface Opening<T> {
        T open() throws IOException, InterruptedException;
    }

    private static <T> T usable(Opening<T> opening) throws IOException, InterruptedException {
        try {
            return opening.open();
        } catch (ModelBundleException e) {
            throw new UnusableCandidateException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            if (e.getCause() instanceof MediaRejectedException) {
                // Not the bytes that the release is of, and they never will be.
                throw new UnusableCandidateException(String.valueOf(e.getMessage()), e);
            }
            throw e;
        }
    }

    /** Towers may have run for hours: it must be the live release that a candidate is better than. */
    private void requireLive(Release incumbent, Release candidate)
            throws IOException, InterruptedException, TimeoutException {
        releases.awaitRead(LOG_PATIENCE);
        Optional<ReleaseId> live = releases.live(plan.space()).map(Release::id);
        if (!live.equals(Optional.of(incumbent.id()))) {
            throw new IOException(candidate.id() + " was to be held against " + incumbent.id()
                    + ", which is not live any more: it is judged anew");
        }
    }

    /** Several seeds say whether a recipe is lucky. Here there is no recipe, only these heads. */
    private static GateThresholds asItIs(GateThresholds thresholds) {
        Evidence evidence = thresholds.evidence();
        return thresholds.withEvidence(
                new Evidence(1, evidence.required(), evidence.resamples(), evidence.seed(), evidence.confidence()));
    }
}
