package dev.weft.embedder;

import dev.weft.core.ReleaseId;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.ReleaseHeads;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The heads of the release that is to be live, as long as that is of the same bundle. When another one is, its heads are loaded beside the work and taken
 * for the next batch. Heads that can't be loaded change nothing but {@link #problem()}. Safe for use by several threads; {@link #look} is for one.
 */
final class LiveHeads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveHeads.class);

    private final LiveReleases releases;

    /** Its model runs the towers, whichever release's heads come after. */
    private final ReleaseHeads first;

    private volatile Current current;
    private volatile Optional<String> problem = Optional.empty();

    /** @param first taken over, and closed with this */
    LiveHeads(LiveReleases releases, LiveReleases.Loaded first) {
        this.releases = releases;
        this.first = first.heads();
        this.current = Current.of(first);
    }

    /** The heads of a release. */
    record Active(ReleaseId release, ReleaseHeads heads) {}

    /** Does something with heads. */
    interface Work<T> {
        T with(Active active) throws InterruptedException;
    }

    private record Current(LiveReleases.Wanted wanted, Active active, ReadWriteLock use) {

        static Current of(LiveReleases.Loaded loaded) {
            return new Current(
                    loaded.wanted(), new Active(loaded.release(), loaded.heads()), new ReentrantReadWriteLock());
        }
    }

    /** What runs the towers. */
    EmbeddingModel model() {
        return first.model();
    }

    /** The release that is written at the moment. */
    ReleaseId release() {
        return current.active().release();
    }

    /** Does the work with one release's heads, which stay open until it is done. */
    <T> T use(Work<T> work) throws InterruptedException {
        while (true) {
            Current taken = current;
            taken.use().readLock().lock();
            try {
                // Else it was closed between the two lines above. A lock is equal to itself only.
                if (taken.equals(current)) {
                    return work.with(taken.active());
                }
            } finally {
                taken.use().readLock().unlock();
            }
        }
    }

    /** Why another release is written than the one that is to be live. */
    Optional<String> problem() {
        return problem;
    }

    /**
     * Follows the release that is to be live.
     *
     * @return that release, loaded, if it is of another bundle, which is for others to run; they close it
     */
    Optional<LiveReleases.Loaded> look() {
        LiveReleases.Wanted wanted = releases.wanted();
        if (wanted.equals(current.wanted())) {
            problem = Optional.empty();
            return Optional.empty();
        }
        try {
            LiveReleases.Loaded loaded = releases.load(wanted);
            problem = Optional.empty();
            if (!isOf(loaded.heads().model())) {
                return Optional.of(loaded);
            }
            Current old = current;
            current = Current.of(loaded);
            LOG.info(
                    "another release is live: release={} before={}",
                    wanted.release(),
                    old.active().release());
            close(old);
        } catch (RuntimeException | IOException e) {
            // Also a defect must not end the looking.
            Optional<String> now = Optional.of(wanted.release() + " is live, and its heads can't be loaded, so "
                    + release() + " is still written: " + e.getMessage());
            if (!now.equals(problem)) {
                LOG.error("the heads of the live release can't be loaded: release={}", wanted.release(), e);
            }
            problem = now;
        }
        return Optional.empty();
    }

    /** The id is of all that decides vectors: inputs prepared by one are good for the other. */
    private boolean isOf(EmbeddingModel model) {
        return model.id().equals(first.model().id());
    }

    /** Waits for the batch that is at work with them. */
    private void close(Current old) {
        old.use().writeLock().lock();
        try {
            if (old.active().heads() != first) {
                old.active().heads().close();
            }
        } finally {
            old.use().writeLock().unlock();
        }
    }

    /** To be called when nothing is at work any more. */
    @Override
    public void close() {
        current.active().heads().close();
        first.close();
    }
}
