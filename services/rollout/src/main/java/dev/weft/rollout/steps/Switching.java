package dev.weft.rollout.steps;

import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseState;
import dev.weft.events.releases.ReleaseConflictException;
import dev.weft.rollout.checks.ShadowPair;
import dev.weft.rollout.checks.ShadowQuery;
import dev.weft.rollout.checks.ShadowRun;
import dev.weft.rollout.checks.StoredCaptions;
import dev.weft.rollout.features.FeatureTable;
import dev.weft.rollout.features.ReleaseFeatures;
import dev.weft.rollout.projecting.Projection;
import dev.weft.rollout.projecting.UnusableReleaseException;
import dev.weft.rollout.steps.StepObserver.Point;
import dev.weft.vectorstore.StoredMedia;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.VectorStore;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shadow run, and the alias. For one thread. */
final class Switching {

    private static final Logger LOG = LoggerFactory.getLogger(Switching.class);

    private final Workplace workplace;
    private final Ledger ledger;
    private final StepObserver observer;
    private final RolloutLimits limits;
    private final BooleanSupplier isLeader;

    Switching(
            Workplace workplace, Ledger ledger, StepObserver observer, RolloutLimits limits, BooleanSupplier isLeader) {
        this.workplace = workplace;
        this.ledger = ledger;
        this.observer = observer;
        this.limits = limits;
        this.isLeader = isLeader;
    }

    /** Runs queries on both collections, records what came of it, and moves the alias. */
    void shadow(Release next, Release live)
            throws ReleaseConflictException, TimeoutException, InterruptedException, IOException {
        ShadowRun.Result result;
        try (Projection ofLive = workplace.projections().open(live);
                Projection ofNext = workplace.projections().open(next)) {
            result = new ShadowRun(workplace.store())
                    .run(
                            new ShadowRun.Side(live.id().collection(), ofLive),
                            new ShadowRun.Side(next.id().collection(), ofNext),
                            queries(live, next),
                            modalities(live));
        } catch (UnusableReleaseException e) {
            ledger.giveUp(next, "its heads, or the live release's, can't be used: " + e.getMessage());
            return;
        }
        if (result.nextP95Millis() > limits.shadowMaxP95().toMillis()) {
            ledger.giveUp(
                    next,
                    "95 % of its searches take up to " + Math.round(result.nextP95Millis()) + " ms, and may take "
                            + limits.shadowMaxP95().toMillis() + " ms");
            return;
        }
        Release judged = ledger.judge(next, result.metrics(), Point.SHADOW_FIGURES_RECORDED);
        // Whoever can read the collection after a crash of the store must find it whole.
        workplace.store().sync();
        moveAlias(judged);
    }

    /** Searches go to the release's collection from here on: each sees the one or the other, never both. */
    void moveAlias(Release to) throws TimeoutException, InterruptedException {
        ledger.refresh();
        Optional<Integer> newest = workplace.log().find(to.id()).map(Release::revision);
        if (!isLeader.getAsBoolean() || !newest.equals(Optional.of(to.revision()))) {
            LOG.info("the alias is left as it is, because something has changed: release={}", to.id());
            return;
        }
        workplace.store().setAlias(to.id().space(), to.id().collection());
        LOG.info(
                "searches go to another release: release={} collection={}",
                to.id(),
                to.id().collection());
        observer.reached(Point.ALIAS_MOVED, to.id());
    }

    void recordLive(Release release) throws ReleaseConflictException, TimeoutException, InterruptedException {
        ledger.become(
                release,
                ReleaseState.LIVE,
                release.state() == ReleaseState.STANDBY ? "searches have gone back to it" : "searches go to it",
                Point.LIVE_RECORDED);
    }

    /** What people ask is known in the features of the live release's towers only. */
    private List<ShadowPair> queries(Release live, Release next) {
        if (live.contents().towers().equals(next.contents().towers())) {
            List<ShadowQuery> ofPeople = workplace.people().draw(limits.shadowQueries());
            if (!ofPeople.isEmpty()) {
                return ofPeople.stream().map(ShadowPair::of).toList();
            }
        }
        FeatureTable features = workplace.projectors().features();
        return new StoredCaptions(
                        workplace.store(),
                        new ReleaseFeatures(features, live),
                        new ReleaseFeatures(features, next),
                        live.id().collection())
                .draw(limits.shadowQueries());
    }

    private Set<Modality> modalities(Release live) {
        VectorStore store = workplace.store();
        Set<Modality> present = EnumSet.noneOf(Modality.class);
        List<StoredVersion> some = store.scan(live.id().collection(), Optional.empty(), limits.shadowQueries());
        Map<?, StoredMedia> items = store.get(
                live.id().collection(), some.stream().map(StoredVersion::key).toList());
        items.values().forEach(item -> item.rows().forEach(row -> present.add(row.modality())));
        return present;
    }
}
