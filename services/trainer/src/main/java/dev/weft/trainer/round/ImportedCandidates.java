package dev.weft.trainer.round;

import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseState;
import dev.weft.evaluation.gate.GateThresholds;
import dev.weft.evaluation.gate.GateThresholds.Evidence;
import dev.weft.events.releases.ReleaseConflictException;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.inference.ModelBundleException;
import dev.weft.learning.Side;
import dev.weft.media.MediaRejectedException;
import dev.weft.trainer.catalog.Catalog;
import dev.weft.trainer.judge.Heads;
import dev.weft.trainer.round.Progress.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Judges releases that were made elsewhere, by the gate that the rounds' own go through. Heads that can't be used here are rejected with the reason. For
 * one thread.
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
     * @throws IOException if its files can't be read now: it waits on
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
        Optional<Catalog> catalog = inputs.catalog(live);
        try (Heads heads = new JudgedHeads(open(candidate))) {
            if (catalog.isEmpty()) {
                String nothing = "no item has both a caption and a part of "
                        + plan.modality().wireName() + ": there is nothing to judge by";
                return report.ended(new Judged(writer.rejected(candidate, nothing), "too_small"));
            }
            report.in(Phase.JUDGING);
            return report.ended(judge(live, candidate, catalog.get(), heads, writer));
        } catch (UnusableHeadsException e) {
            return report.ended(new Judged(writer.rejected(candidate, String.valueOf(e.getMessage())), "rejected"));
        }
    }

    private Heads open(Release candidate) throws IOException {
        try {
            return inputs.heads(candidate);
        } catch (ModelBundleException e) {
            throw new UnusableHeadsException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            if (e.getCause() instanceof MediaRejectedException) {
                // Not the bytes that the release is of, and they never will be.
                throw new UnusableHeadsException(String.valueOf(e.getMessage()), e);
            }
            throw e;
        }
    }

    private Judged judge(Release live, Release candidate, Catalog catalog, Heads heads, CandidateWriter writer)
            throws InterruptedException, IOException, TimeoutException, ReleaseConflictException {
        Side media = inputs.frozen().side(plan.modality(), catalog.media());
        Side texts = inputs.frozen().side(Modality.TEXT, catalog.texts());
        GateSets sets = GateSets.of(plan, inputs, releases, files, catalog, media, texts);
        SequencedMap<Long, Heads> seeds = new LinkedHashMap<>();
        seeds.put(0L, heads);
        return new CandidateJudging(plan, asItIs(plan.thresholds()), inputs, writer)
                .judge(live, candidate, sets, seeds, List.of(), Map.of());
    }

    /** Several seeds say whether a recipe is lucky. Here there is no recipe, only these heads. */
    private static GateThresholds asItIs(GateThresholds thresholds) {
        Evidence evidence = thresholds.evidence();
        return thresholds.withEvidence(
                new Evidence(1, evidence.required(), evidence.resamples(), evidence.seed(), evidence.confidence()));
    }
}
