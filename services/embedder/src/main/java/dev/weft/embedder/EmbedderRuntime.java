package dev.weft.embedder;

import dev.weft.events.EventCodecs;
import dev.weft.events.TopicProvisioner;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.events.releases.SpaceReleases;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.ReleaseBundles;
import dev.weft.media.Artifacts;
import dev.weft.media.ObjectStore;
import dev.weft.media.ObjectStores;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running embedder. It writes the release that is to be live: other heads are taken between two batches, another bundle's towers by a pipeline that takes
 * the place of the one before.
 */
final class EmbedderRuntime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbedderRuntime.class);
    private static final Duration KAFKA_TIMEOUT = Duration.ofSeconds(30);

    /** A look at a table in memory. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final EmbedderSettings settings;
    private final MeterRegistry registry;
    private final EmbeddingModel installed;
    private final ObjectStore objects;
    private final ReleaseLog log;
    private final LiveReleases releases;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("weft-embedder-releases").factory());
    private volatile TowerPipeline pipeline;
    private volatile Optional<String> problem = Optional.empty();
    private boolean closed;

    private EmbedderRuntime(
            EmbedderSettings settings,
            MeterRegistry registry,
            EmbeddingModel installed,
            ObjectStore objects,
            ReleaseLog log,
            LiveReleases releases,
            TowerPipeline pipeline) {
        this.settings = settings;
        this.registry = registry;
        this.installed = installed;
        this.objects = objects;
        this.log = log;
        this.releases = releases;
        this.pipeline = pipeline;
    }

    /**
     * Loads the model, runs a real inference, makes the topics ready and starts to consume. Blocks for seconds.
     *
     * @throws RuntimeException if the model or Kafka can't be had now
     */
    static EmbedderRuntime start(EmbedderSettings settings, MeterRegistry registry) {
        EmbeddingModel model = EmbeddingModels.open(settings.model(), settings.inference());
        try {
            return start(settings, registry, model, ObjectStores.open(settings.objectStore()));
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /** As the other, with the installation's bundle, which is open and will be closed with the embedder. */
    static EmbedderRuntime start(
            EmbedderSettings settings, MeterRegistry registry, EmbeddingModel installed, ObjectStore objects) {
        TopicProvisioner.ensure(settings.kafka(), KAFKA_TIMEOUT);
        ReleaseLog log = ReleaseLog.open(settings.kafka(), EventCodecs.open(settings.kafka()));
        try {
            LiveReleases releases = new LiveReleases(
                    installed,
                    new ReleaseBundles(installed, settings.inference()),
                    SpaceReleases.of(log, settings.release()),
                    new Artifacts(objects)::read);
            TowerPipeline first = pipeline(settings, registry, objects, releases, live(log, releases));
            EmbedderRuntime runtime = new EmbedderRuntime(settings, registry, installed, objects, log, releases, first);
            first.start();
            runtime.follow();
            return runtime;
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    private static LiveReleases.Loaded live(ReleaseLog log, LiveReleases releases) {
        try {
            log.awaitRead(KAFKA_TIMEOUT);
            return releases.load(releases.wanted());
        } catch (IOException e) {
            throw new UncheckedIOException("the heads of " + releases.wanted().release() + " can't be read", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the releases were being read", e);
        }
    }

    private static TowerPipeline pipeline(
            EmbedderSettings settings,
            MeterRegistry registry,
            ObjectStore objects,
            LiveReleases releases,
            LiveReleases.Loaded loaded) {
        LiveHeads heads = new LiveHeads(releases, loaded);
        try {
            return new TowerPipeline(settings, registry, heads, objects);
        } catch (RuntimeException e) {
            heads.close();
            throw e;
        }
    }

    private void follow() {
        var _ = looking.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        pipeline.heads().look().ifPresent(this::change);
    }

    /** The next one is made before the one before stops, so that uploads wait for a change of the consumer only. */
    private synchronized void change(LiveReleases.Loaded loaded) {
        if (closed) {
            loaded.heads().close();
            return;
        }
        TowerPipeline old = pipeline;
        TowerPipeline next;
        try {
            next = pipeline(settings, registry, objects, releases, loaded);
            problem = Optional.empty();
        } catch (RuntimeException e) {
            Optional<String> now = Optional.of(loaded.release() + " is live, and its towers don't work here, so "
                    + old.heads().release() + " is still written: " + e.getMessage());
            if (!now.equals(problem)) {
                LOG.error("the towers of the live release don't work: release={}", loaded.release(), e);
            }
            problem = now;
            return;
        }
        LOG.info(
                "another release is live, with towers of its own: release={} before={} bundle={}",
                loaded.release(),
                old.heads().release(),
                loaded.heads().model().id());
        old.close();
        pipeline = next;
        next.start();
    }

    /** What stops it at the moment, as a sentence. */
    Optional<String> problem() {
        return problem.or(pipeline::problem);
    }

    /** Stops at once, as a crash would, but for what only the end of the process can break off. */
    synchronized void halt() {
        looking.shutdownNow();
        closed = true;
        pipeline.halt();
        free();
    }

    /** Lets what is in flight end, for some seconds. */
    @Override
    public synchronized void close() {
        looking.shutdownNow();
        closed = true;
        pipeline.close();
        free();
    }

    private void free() {
        log.close();
        if (pipeline.isQuiet()) {
            installed.close();
        }
    }
}
