package dev.weft.rollout;

import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.events.EventCodecs;
import dev.weft.events.TopicProvisioner;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.FirstRelease;
import dev.weft.inference.ReleaseBundles;
import dev.weft.media.ObjectStores;
import dev.weft.reinference.EmbedderBacklog;
import dev.weft.rollout.checks.ShadowQueries;
import dev.weft.rollout.projecting.ProjectedTopic;
import dev.weft.rollout.projecting.Projectors;
import dev.weft.rollout.projecting.ReleaseProjections;
import dev.weft.rollout.steps.Conductor;
import dev.weft.rollout.steps.StepObserver;
import dev.weft.rollout.steps.Workplace;
import dev.weft.vectorstore.StoreHealth;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running rollout: the store, the log of releases, the projectors and the conductor. */
final class RolloutRuntime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RolloutRuntime.class);
    private static final Duration KAFKA_TIMEOUT = Duration.ofSeconds(30);

    private final VectorStore store;
    private final ReleaseLog log;
    private final Projectors projectors;
    private final Conductor conductor;
    private final Runnable closeModel;

    private RolloutRuntime(
            VectorStore store, ReleaseLog log, Projectors projectors, Conductor conductor, Runnable closeModel) {
        this.store = store;
        this.log = log;
        this.projectors = projectors;
        this.conductor = conductor;
        this.closeModel = closeModel;
    }

    /**
     * Opens the model and the store, makes the topics ready and begins. Blocks for seconds.
     *
     * @throws RuntimeException if one of them can't be had now
     */
    static RolloutRuntime start(RolloutSettings settings, ShadowQueries people, MeterRegistry registry) {
        EmbeddingModel model = EmbeddingModels.open(settings.model(), settings.inference());
        try {
            VectorStore store = VectorStores.open(settings.vectorStore());
            EmbedderBacklog backlog = new EmbedderBacklog(
                    settings.kafka(),
                    "weft-rollout-backlog",
                    settings.lane().liveGroup(),
                    settings.lane().yieldAtMost());
            try {
                return start(
                        settings,
                        store,
                        FirstRelease.of(settings.first(), settings.model(), model, "rollout", Instant.EPOCH)
                                .contents(),
                        new HeadProjections(
                                new ReleaseBundles(model, settings.inference()),
                                ObjectStores.open(settings.objectStore()),
                                backlog,
                                settings.lane()),
                        people,
                        RolloutRuntime::tell,
                        registry,
                        () -> {
                            backlog.close();
                            model.close();
                        });
            } catch (RuntimeException e) {
                backlog.close();
                store.close();
                throw e;
            }
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /** With a store that is open and will be closed with the rollout. */
    static RolloutRuntime start(
            RolloutSettings settings,
            VectorStore store,
            Release.Contents bundle,
            ReleaseProjections projections,
            ShadowQueries people,
            StepObserver observer,
            MeterRegistry registry,
            Runnable closeModel) {
        TopicProvisioner.ensure(settings.kafka(), KAFKA_TIMEOUT);
        EventCodecs codecs = EventCodecs.open(settings.kafka());
        ReleaseLog log = ReleaseLog.open(settings.kafka(), codecs);
        Projectors projectors = new Projectors(settings.projecting(), codecs, projections, registry);
        Conductor conductor = new Conductor(
                settings.first(),
                bundle,
                settings.kafka(),
                settings.projecting().groupId(),
                new Workplace(store, log, projectors, new ProjectedTopic(settings.projecting()), projections, people),
                settings.limits(),
                Clock.systemUTC(),
                observer,
                registry);
        conductor.start();
        return new RolloutRuntime(store, log, projectors, conductor, closeModel);
    }

    private static void tell(StepObserver.Point point, ReleaseId release) {
        LOG.debug("a step is done: point={} release={}", point, release);
    }

    /** What stops it at the moment, as a sentence. Asks the store, too: may take as long as the store's own deadline. */
    Optional<String> problem() {
        return conductor
                .problem()
                .or(projectors::problem)
                .or(() -> Optional.of(store.health()).flatMap(StoreHealth::problem));
    }

    /** Whether it carries out the plan; another instance does if not. */
    boolean isLeader() {
        return conductor.isLeader();
    }

    @Override
    public void close() {
        conductor.close();
        projectors.close();
        log.close();
        store.close();
        closeModel.run();
    }
}
