package dev.weft.rollout.steps;

import dev.weft.core.Release;
import dev.weft.core.Release.Progress;
import dev.weft.core.Release.Standing;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.events.releases.ReleaseConflictException;
import dev.weft.rollout.projecting.Projection;
import dev.weft.rollout.projecting.UnusableReleaseException;
import dev.weft.rollout.steps.StepObserver.Point;
import dev.weft.vectorstore.CollectionSchema;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first release of a space, and the first step of every other. */
final class Beginning {

    private static final Logger LOG = LoggerFactory.getLogger(Beginning.class);

    private final Workplace workplace;
    private final Ledger ledger;
    private final StepObserver observer;
    private final Release.Contents bundle;
    private final ReleaseId first;

    Beginning(Workplace workplace, Ledger ledger, StepObserver observer, Release.Contents bundle, ReleaseId first) {
        this.workplace = workplace;
        this.ledger = ledger;
        this.observer = observer;
        this.bundle = bundle;
        this.first = first;
    }

    /** @return what a person must do first, if anything */
    Optional<String> foundFirst(Situation now) throws ReleaseConflictException, TimeoutException, InterruptedException {
        if (now.alias().isPresent() && !now.isAliased(first)) {
            return Optional.of("searches go to " + now.alias().orElseThrow() + ", and no release is recorded: set"
                    + " weft.release to the release of that collection");
        }
        Instant time = ledger.now();
        ledger.append(new Release(
                first,
                Optional.empty(),
                1,
                bundle,
                new TreeMap<>(),
                new TreeMap<>(),
                new Standing(
                        ReleaseState.LIVE,
                        "the first release: the bundle's own heads",
                        Ledger.BY,
                        Optional.empty(),
                        Progress.NONE,
                        time),
                time));
        LOG.info("the first release is recorded: release={} bundle={}", first, bundle.bundle());
        return Optional.empty();
    }

    /** Makes the collection. From then on deletions are remembered in it, whatever else is not there yet. */
    void begin(Release release) throws ReleaseConflictException, TimeoutException, InterruptedException, IOException {
        Optional<Release> other = ofOtherTowers(release);
        if (other.isPresent()
                && !other.get()
                        .contents()
                        .towers()
                        .keySet()
                        .equals(release.contents().towers().keySet())) {
            ledger.giveUp(
                    release,
                    "it has towers for " + release.contents().towers().keySet() + ", and must have them for "
                            + other.get().contents().towers().keySet() + " as "
                            + other.get().id() + " has");
            return;
        }
        try (Projection projection = workplace.projections().open(release)) {
            if (other.isPresent() && projection.towers().isEmpty()) {
                ledger.giveUp(
                        release,
                        "its towers " + release.contents().towers() + " are not those of "
                                + other.get().id() + ", "
                                + other.get().contents().towers()
                                + ": the features that are stored are of other towers");
                return;
            }
        } catch (UnusableReleaseException e) {
            ledger.giveUp(release, "its heads can't be used: " + e.getMessage());
            return;
        }
        for (Release live : workplace.log().ofSpace(release.id().space())) {
            if (live.state() != ReleaseState.LIVE) {
                continue;
            }
            workplace
                    .store()
                    .createCollection(
                            new CollectionSchema(live.id(), live.contents().dimension()));
        }
        workplace
                .store()
                .createCollection(
                        new CollectionSchema(release.id(), release.contents().dimension()));
        observer.reached(Point.COLLECTION_MADE, release.id());
        ledger.become(
                release,
                ReleaseState.BACKFILLING,
                other.isPresent()
                        ? "its collection is filled by its own towers from what is stored"
                        : "its collection is filled from stored features",
                Point.BACKFILL_RECORDED);
    }

    /** The live release, or the installation's bundle while there is none, if its towers are not these. */
    private Optional<Release> ofOtherTowers(Release release) {
        return workplace
                .log()
                .live(release.id().space())
                .filter(live -> !live.contents()
                        .towers()
                        .entrySet()
                        .containsAll(release.contents().towers().entrySet()));
    }
}
