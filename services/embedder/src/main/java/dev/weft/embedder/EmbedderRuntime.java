package dev.weft.embedder;

import dev.weft.events.BatchConsumer;
import dev.weft.events.BatchConsumerSettings;
import dev.weft.events.CommitMode;
import dev.weft.events.DeadLetterRecords;
import dev.weft.events.EventCodecs;
import dev.weft.events.PublisherSettings;
import dev.weft.events.TopicProvisioner;
import dev.weft.events.TransactionalPublisher;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.events.releases.SpaceReleases;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.batching.ModelProbe;
import dev.weft.media.Artifacts;
import dev.weft.media.ObjectStore;
import dev.weft.media.ObjectStores;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running embedder: the model, the pipeline and its consumer. */
final class EmbedderRuntime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbedderRuntime.class);
    private static final Duration KAFKA_TIMEOUT = Duration.ofSeconds(30);

    private final EmbeddingModel model;
    private final ReleaseLog log;
    private final LiveHeads heads;
    private final Towers towers;
    private final EmbedPipeline pipeline;
    private final BatchConsumer consumer;

    private EmbedderRuntime(
            EmbeddingModel model,
            ReleaseLog log,
            LiveHeads heads,
            Towers towers,
            EmbedPipeline pipeline,
            BatchConsumer consumer) {
        this.model = model;
        this.log = log;
        this.heads = heads;
        this.towers = towers;
        this.pipeline = pipeline;
        this.consumer = consumer;
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

    /** As the other, with a model that is open and will be closed with the embedder. */
    static EmbedderRuntime start(
            EmbedderSettings settings, MeterRegistry registry, EmbeddingModel model, ObjectStore objects) {
        new ModelProbe(model).runAll();
        TopicProvisioner.ensure(settings.kafka(), KAFKA_TIMEOUT);
        ReleaseLog log = ReleaseLog.open(settings.kafka(), EventCodecs.open(settings.kafka()));
        try {
            return start(settings, registry, model, objects, log);
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    private static EmbedderRuntime start(
            EmbedderSettings settings,
            MeterRegistry registry,
            EmbeddingModel model,
            ObjectStore objects,
            ReleaseLog log) {
        LiveHeads heads = liveHeads(model, SpaceReleases.of(log, settings.release()), objects);
        EmbedderMetrics metrics = new EmbedderMetrics(registry);
        metrics.runsOn(model.executionProvider());
        RecentVectors recent = new RecentVectors(settings.working().recentVectors(), model);
        Towers towers =
                new Towers(model, recent, metrics, settings.consuming().maxInFlightRecords(), settings.working());
        EmbedPipeline pipeline = pipeline(settings, model, heads, towers, recent, objects, metrics);
        BatchConsumer consumer = new BatchConsumer(settings.kafka(), consumerSettings(settings), pipeline);
        heads.start();
        towers.start();
        pipeline.start();
        consumer.start();
        return new EmbedderRuntime(model, log, heads, towers, pipeline, consumer);
    }

    private static LiveHeads liveHeads(EmbeddingModel model, SpaceReleases releases, ObjectStore objects) {
        try {
            releases.awaitRead(KAFKA_TIMEOUT);
            return new LiveHeads(model, releases, new Artifacts(objects)::read);
        } catch (IOException e) {
            throw new UncheckedIOException("the heads of " + releases.live() + " can't be read", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the releases were being read", e);
        }
    }

    private static EmbedPipeline pipeline(
            EmbedderSettings settings,
            EmbeddingModel model,
            LiveHeads heads,
            Towers towers,
            RecentVectors recent,
            ObjectStore objects,
            EmbedderMetrics metrics) {
        EmbedderSettings.Working working = settings.working();
        EmbedderSettings.Consuming consuming = settings.consuming();
        EventCodecs codecs = EventCodecs.open(settings.kafka());
        PublishLoop publish = new PublishLoop(
                new TransactionalPublisher(new PublisherSettings(
                        settings.kafka(),
                        consuming.groupId(),
                        consuming.transactionalId(),
                        consuming.transactionTimeout())),
                working.backoff(),
                metrics,
                consuming.maxBatchRecords());
        InferenceLoop inference = new InferenceLoop(
                new EmbedStage(towers, heads),
                new OutputMessages(
                        settings.kafka().topics(),
                        codecs,
                        DeadLetterRecords.open(settings.kafka(), codecs, KAFKA_TIMEOUT),
                        model,
                        heads::release,
                        Clock.systemUTC()),
                publish::add,
                metrics,
                consuming.maxBatchRecords());
        MemoryBudget memory = new MemoryBudget(working.decodeMemoryBytes());
        RecordPreparer preparer = new RecordPreparer(
                codecs.media(),
                model,
                new PicturePreparer(objects, settings.limits(), model, memory, metrics),
                new AvPreparer(model, settings.av(), memory, metrics),
                recent);
        return new EmbedPipeline(
                new PreparePool(preparer, working.backoff(), working.prepareThreads()), inference, publish);
    }

    private static BatchConsumerSettings consumerSettings(EmbedderSettings settings) {
        EmbedderSettings.Consuming consuming = settings.consuming();
        return new BatchConsumerSettings(
                consuming.groupId(),
                settings.kafka().topics().media(),
                consuming.maxBatchRecords(),
                consuming.maxDelay(),
                consuming.maxInFlightRecords(),
                CommitMode.BY_HANDLER,
                true);
    }

    /** What stops it at the moment, as a sentence. */
    Optional<String> problem() {
        return consumer.problem().or(towers::problem).or(pipeline::problem).or(heads::problem);
    }

    /** Stops at once, as a crash would, but for what only the end of the process can break off. */
    void halt() {
        pipeline.close();
        consumer.close();
        closeModel();
    }

    /** Lets what is in flight end, for some seconds. */
    @Override
    public void close() {
        consumer.close();
        pipeline.close();
        closeModel();
    }

    private void closeModel() {
        towers.close();
        log.close();
        if (towers.isQuiet()) {
            heads.close();
            model.close();
        } else {
            LOG.warn("the model stays in memory: a run hangs in it, and freeing it would wait for ever");
        }
    }
}
