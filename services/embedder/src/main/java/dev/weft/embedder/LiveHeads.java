package dev.weft.embedder;

import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.events.releases.SpaceReleases;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.ModelBundleException;
import dev.weft.inference.ReleaseHeads;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The heads of the release that is to be live. When another one is, its heads are loaded beside the work and taken for the next batch. Heads that can't
 * be loaded change nothing but {@link #problem()}. Safe for use by several threads.
 */
final class LiveHeads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveHeads.class);

    /** A look at a table in memory. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final EmbeddingModel model;
    private final SpaceReleases releases;
    private final ReleaseHeads.Files files;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("weft-embedder-releases").factory());
    private volatile Current current;
    private volatile Optional<String> problem = Optional.empty();

    /**
     * Loads the heads of the release that is to be live now. Blocks.
     *
     * @param model stays open
     * @param releases whose log was read
     * @throws ModelBundleException if it can't be run on this model
     * @throws IOException if its files can't be read
     */
    LiveHeads(EmbeddingModel model, SpaceReleases releases, ReleaseHeads.Files files) throws IOException {
        this.model = model;
        this.releases = releases;
        this.files = files;
        this.current = load(wanted());
    }

    /** The heads of a release. */
    record Active(ReleaseId release, ReleaseHeads heads) {}

    /** Does something with heads. */
    interface Work<T> {
        T with(Active active) throws InterruptedException;
    }

    /** @param record empty for the configured release while the log doesn't know it */
    private record Wanted(ReleaseId release, Optional<Release.Contents> record) {}

    private record Current(Wanted wanted, Active active, ReadWriteLock use) {}

    void start() {
        var _ = looking.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
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

    private Wanted wanted() {
        ReleaseId live = releases.live();
        return new Wanted(live, releases.find(live).map(Release::contents));
    }

    private void look() {
        Wanted wanted = wanted();
        if (wanted.equals(current.wanted())) {
            problem = Optional.empty();
            return;
        }
        try {
            Current old = current;
            current = load(wanted);
            problem = Optional.empty();
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
    }

    private Current load(Wanted wanted) throws IOException {
        Optional<Release> record = releases.find(wanted.release());
        ReleaseHeads heads = record.isPresent()
                ? ReleaseHeads.open(model, record.get(), files)
                : ReleaseHeads.of(model, model.dimension(), Map.of());
        return new Current(wanted, new Active(wanted.release(), heads), new ReentrantReadWriteLock());
    }

    /** Waits for the batch that is at work with them. */
    private static void close(Current old) {
        old.use().writeLock().lock();
        try {
            old.active().heads().close();
        } finally {
            old.use().writeLock().unlock();
        }
    }

    /** To be called when nothing is at work any more. */
    @Override
    public void close() {
        looking.shutdownNow();
        current.active().heads().close();
    }
}
