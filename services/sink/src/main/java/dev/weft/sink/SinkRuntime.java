package dev.weft.sink;

import dev.weft.events.BatchConsumer;
import dev.weft.events.BatchConsumerSettings;
import dev.weft.events.CommitMode;
import dev.weft.events.EventCodecs;
import dev.weft.events.Producers;
import dev.weft.events.TopicProvisioner;
import dev.weft.events.Topics;
import dev.weft.sink.reconcile.ReconcileSettings;
import dev.weft.sink.reconcile.Reconciler;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;

/** A running sink: the store, the pipeline and its consumer. */
final class SinkRuntime implements AutoCloseable {

    private static final Duration KAFKA_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final VectorStore store;
    private final Producer<String, byte[]> producer;
    private final SinkPipeline pipeline;
    private final BatchConsumer consumer;

    private SinkRuntime(
            VectorStore store, Producer<String, byte[]> producer, SinkPipeline pipeline, BatchConsumer consumer) {
        this.store = store;
        this.producer = producer;
        this.pipeline = pipeline;
        this.consumer = consumer;
    }

    /**
     * Opens the store, makes the topics ready and starts to consume. Blocks for seconds.
     *
     * @throws RuntimeException if the store or Kafka can't be had now
     */
    static SinkRuntime start(SinkSettings settings, MeterRegistry registry) {
        VectorStore store = VectorStores.open(settings.vectorStore());
        try {
            return start(settings, registry, store, EventCodecs.open(settings.kafka()));
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** As {@link #start(SinkSettings, MeterRegistry)}, with a store that is open and will be closed with the sink. */
    static SinkRuntime start(SinkSettings settings, MeterRegistry registry, VectorStore store, EventCodecs codecs) {
        TopicProvisioner.ensure(settings.kafka(), KAFKA_TIMEOUT);
        Topics topics = settings.kafka().topics();
        Producer<String, byte[]> producer = Producers.idempotent(settings.kafka(), settings.groupId() + "-status");
        DurabilityLoop durability = new DurabilityLoop(store, settings.syncInterval(), settings.backoff());
        ApplyLoop apply = new ApplyLoop(
                new RecordReader(codecs.embeddings()),
                new IndexWriter(
                        store,
                        new ReleaseCollections(store, settings.release(), settings.dimension()),
                        settings.release(),
                        Clock.systemUTC()),
                new Announcer(producer, topics, codecs, settings.release()),
                durability::add,
                settings.backoff(),
                new SinkMetrics(registry),
                settings.maxBatchRecords());
        SinkPipeline pipeline = new SinkPipeline(apply, durability);
        BatchConsumer consumer = new BatchConsumer(
                settings.kafka(),
                new BatchConsumerSettings(
                        settings.groupId(),
                        topics.embeddings(),
                        settings.maxBatchRecords(),
                        settings.maxDelay(),
                        settings.maxInFlightRecords(),
                        CommitMode.AFTER_HANDLED,
                        true),
                pipeline);
        pipeline.start();
        consumer.start();
        return new SinkRuntime(store, producer, pipeline, consumer);
    }

    /** Makes a reconciler beside this sink, for as long as it runs. */
    Reconciler reconciler(SinkSettings settings, ReconcileSettings reconcile) {
        return SinkReconciler.of(
                settings.kafka(), settings.groupId(), store, settings.release(), settings.dimension(), reconcile);
    }

    /** What stops it at the moment, as a sentence. */
    Optional<String> problem() {
        return consumer.problem().or(pipeline::problem);
    }

    @Override
    public void close() {
        consumer.close();
        pipeline.close();
        producer.close(CLOSE_TIMEOUT);
        store.close();
    }
}
