package dev.weft.embedder;

import dev.weft.events.BatchConsumer;
import dev.weft.events.BatchConsumerSettings;
import dev.weft.events.CommitMode;
import dev.weft.events.DeadLetterRecords;
import dev.weft.events.EventCodecs;
import dev.weft.events.PublisherSettings;
import dev.weft.events.TransactionalPublisher;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.batching.ModelProbe;
import dev.weft.media.ObjectStore;
import dev.weft.preparation.ItemPreparer;
import dev.weft.preparation.MemoryBudget;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stages of an embedder on one bundle's towers, and their consumer. Another bundle's need a new one. */
final class TowerPipeline implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TowerPipeline.class);
    private static final Duration KAFKA_TIMEOUT = Duration.ofSeconds(30);

    private final LiveHeads heads;
    private final Towers towers;
    private final EmbedPipeline pipeline;
    private final BatchConsumer consumer;

    /**
     * Does nothing yet: see {@link #start}.
     *
     * @param heads closed with this
     * @throws RuntimeException if the towers or Kafka can't be had now: the heads stay open then
     */
    TowerPipeline(EmbedderSettings settings, MeterRegistry registry, LiveHeads heads, ObjectStore objects) {
        EmbeddingModel model = heads.model();
        new ModelProbe(model).runAll();
        EmbedderMetrics metrics = new EmbedderMetrics(registry);
        metrics.runsOn(model.executionProvider());
        RecentVectors recent = new RecentVectors(settings.working().recentVectors(), model);
        this.heads = heads;
        this.towers = new Towers(model, recent, metrics, settings.consuming().maxInFlightRecords(), settings.working());
        this.pipeline = pipeline(settings, model, heads, towers, recent, objects, metrics);
        this.consumer = new BatchConsumer(settings.kafka(), consumerSettings(settings), pipeline);
    }

    void start() {
        towers.start();
        pipeline.start();
        consumer.start();
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
                new ItemPreparer<>(
                        model, objects, settings.limits(), settings.av(), memory, metrics::decoded, recent::find));
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

    LiveHeads heads() {
        return heads;
    }

    /** What stops it at the moment, as a sentence. */
    Optional<String> problem() {
        return consumer.problem().or(towers::problem).or(pipeline::problem).or(heads::problem);
    }

    /** Stops at once, as a crash would, but for what only the end of the process can break off. */
    void halt() {
        pipeline.close();
        consumer.close();
        free();
    }

    /** Lets what is in flight end, for some seconds. */
    @Override
    public void close() {
        consumer.close();
        pipeline.close();
        free();
    }

    private void free() {
        towers.close();
        if (towers.isQuiet()) {
            heads.close();
        } else {
            LOG.warn("the model stays in memory: a run hangs in it, and freeing it would wait for ever");
        }
    }

    /** Whether no thread is inside the towers, so that their bundle can be freed. To be asked once closed. */
    boolean isQuiet() {
        return towers.isQuiet();
    }
}
