package dev.weft.gateway.releases;

import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.events.releases.SpaceReleases;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.ModelBundleException;
import dev.weft.inference.ReleaseBundles;
import dev.weft.inference.ReleaseHeads;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The heads of the indexed releases, loaded before the first query needs them. Those of a release that isn't indexed any more are freed after a while.
 * Safe for use by several threads.
 */
public final class ReleaseModels implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseModels.class);

    /** How soon what couldn't be loaded is tried again, and how soon a release is noticed: a rollout takes minutes. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final EmbeddingModel installed;
    private final ReleaseBundles bundles;
    private final SpaceReleases releases;
    private final ReleaseHeads.Files files;
    private final LoadedHeads loadedHeads;
    private final Settings settings;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("gateway-releases").factory());
    private final Map<ReleaseId, ReleaseHeads> loaded = new ConcurrentHashMap<>();
    private final Map<ReleaseId, String> problems = new ConcurrentHashMap<>();
    private final Map<ReleaseId, Long> unusedSince = new HashMap<>();
    private volatile boolean read;
    private boolean closed;

    /**
     * How long things may take.
     *
     * @param patience with the log of releases, for a query that needs it
     * @param keep the heads of a release that isn't indexed any more: longer than any query takes
     */
    public record Settings(Duration patience, Duration keep) {}

    /**
     * @param installed the installation's bundle: stays open, and must do so until this is closed
     * @param bundles on the same bundle
     * @param loadedHeads is told what is loaded before anybody else gets it
     */
    public ReleaseModels(
            EmbeddingModel installed,
            ReleaseBundles bundles,
            SpaceReleases releases,
            ReleaseHeads.Files files,
            LoadedHeads loadedHeads,
            Settings settings) {
        this.installed = installed;
        this.bundles = bundles;
        this.releases = releases;
        this.files = files;
        this.loadedHeads = loadedHeads;
        this.settings = settings;
    }

    /** Begins to load what is indexed. */
    public void start() {
        var _ = looking.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    String space() {
        return releases.space();
    }

    /**
     * The release that is to be live, as the log has it.
     *
     * @throws ProblemException {@code unavailable} while the log was never read to its end
     */
    public ReleaseId live() {
        awaitRead();
        return releases.live();
    }

    List<ReleaseId> indexed() {
        return releases.indexed();
    }

    boolean isIndexed(ReleaseId release) {
        awaitRead();
        return releases.placeOf(release) == SpaceReleases.Place.INDEXED;
    }

    /**
     * The heads of a release, in memory already unless it has just been indexed.
     *
     * @throws ProblemException {@code unavailable} if they can't be had, with the reason
     */
    public ReleaseHeads of(ReleaseId release) {
        ReleaseHeads known = loaded.get(release);
        if (known != null) {
            return known;
        }
        awaitRead();
        try {
            return load(release);
        } catch (ModelBundleException | IOException e) {
            throw new ProblemException(
                    StandardReason.UNAVAILABLE, "the heads of " + release + " can't be loaded: " + e.getMessage(), e);
        }
    }

    /** Why the live release can't be searched now. Another one that can't harms nobody yet: that is in the log. */
    public Optional<String> problem() {
        ReleaseId live = releases.live();
        return Optional.ofNullable(problems.get(live))
                .map(reason -> "the heads of " + live + " can't be loaded: " + reason);
    }

    /** Before the log was read, any release may be the live one. */
    private void awaitRead() {
        if (read) {
            return;
        }
        try {
            releases.awaitRead(settings.patience());
            read = true;
        } catch (TimeoutException e) {
            throw new ProblemException(StandardReason.UNAVAILABLE, String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(StandardReason.UNAVAILABLE, "the releases were being read", e);
        }
    }

    private void look() {
        try {
            awaitRead();
        } catch (ProblemException e) {
            LOG.debug("the releases aren't read yet", e);
            return;
        }
        Set<ReleaseId> indexed = Set.copyOf(releases.indexed());
        indexed.forEach(this::preload);
        free(indexed);
    }

    private void preload(ReleaseId release) {
        if (loaded.containsKey(release)) {
            return;
        }
        try {
            load(release);
        } catch (RuntimeException | IOException e) {
            // Also a defect must not end the looking.
            String reason = String.valueOf(e.getMessage());
            if (!reason.equals(problems.put(release, reason))) {
                LOG.warn("the heads of a release can't be loaded: release={} reason={}", release, reason);
            }
        }
    }

    private synchronized ReleaseHeads load(ReleaseId release) throws IOException {
        if (closed) {
            throw new ProblemException(StandardReason.UNAVAILABLE, "the gateway is being stopped");
        }
        ReleaseHeads known = loaded.get(release);
        if (known != null) {
            return known;
        }
        Optional<Release> record = releases.find(release);
        if (record.isEmpty() && !release.equals(releases.configured())) {
            throw new ProblemException(
                    StandardReason.UNAVAILABLE,
                    "nothing is known of " + release + ", whose collection is the live one");
        }
        ReleaseHeads heads = record.isPresent()
                ? bundles.open(record.get(), files)
                : ReleaseHeads.of(installed, installed.dimension(), Map.of());
        try {
            loadedHeads.loaded(heads);
        } catch (RuntimeException e) {
            heads.close();
            throw e;
        }
        loaded.put(release, heads);
        problems.remove(release);
        LOG.info("the heads of a release are loaded: release={}", release);
        return heads;
    }

    /** A query that has begun may still be on its way to heads that are not needed any more. */
    private synchronized void free(Set<ReleaseId> indexed) {
        long now = System.nanoTime();
        unusedSince.keySet().removeAll(indexed);
        for (ReleaseId release : Set.copyOf(loaded.keySet())) {
            if (indexed.contains(release)) {
                continue;
            }
            long since = unusedSince.computeIfAbsent(release, _ -> now);
            if (now - since >= settings.keep().toNanos()) {
                ReleaseHeads heads = loaded.remove(release);
                if (heads != null) {
                    loadedHeads.free(heads);
                }
                unusedSince.remove(release);
                LOG.info("the heads of a release are freed: release={}", release);
            }
        }
        problems.keySet().retainAll(indexed);
    }

    /** How many releases' heads are in memory. */
    int size() {
        return loaded.size();
    }

    /** Frees all heads; the installation's bundle stays open. */
    @Override
    public void close() {
        looking.shutdownNow();
        synchronized (this) {
            closed = true;
            loaded.values().forEach(loadedHeads::free);
            loaded.clear();
        }
    }
}
