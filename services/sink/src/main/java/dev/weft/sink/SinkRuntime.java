package dev.weft.sink;

import dev.weft.core.ReleaseId;
import dev.weft.events.BatchConsumer;
import dev.weft.events.BatchConsumerSettings;
import dev.weft.events.CommitMode;
import dev.weft.events.DeadLetterRecords;
import dev.weft.events.EventCodecs;
import dev.weft.events.Producers;
import dev.weft.events.TopicProvisioner;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.events.releases.SpaceReleases;
import dev.weft.sink.Obstacles.Obstacle;
import dev.weft.sink.reconcile.ReconcileSettings;
import dev.weft.sink.reconcile.Reconciler;
import dev.weft.sink.reconcile.Reconcilers;
import dev.weft.sink.reconcile.SinkLog;
import dev.weft.sink.source.EventSource;
import dev.weft.sink.source.ForeignRecords;
import dev.weft.sink.source.WeftRecords;
import dev.weft.vectorstore.StoreHealth;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;

/** A running sink: the store, the pipeline and its consumer. */
final class SinkRuntime implements AutoCloseable {

    private static final Duration KAFKA_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final VectorStore store;
    private final Producer<String, byte[]> producer;
    private final Obstacles obstacles;
    private final SinkMetrics metrics;
    private final SinkPipeline pipeline;
    private final BatchConsumer consumer;
    private final Troubles troubles;
    private final SpaceReleases releases;
    private final Optional<ReleaseLog> log;

    private SinkRuntime(
            VectorStore store,
            Producer<String, byte[]> producer,
            Obstacles obstacles,
            SinkMetrics metrics,
            SinkPipeline pipeline,
            BatchConsumer consumer,
            Troubles troubles,
            SpaceReleases releases,
            Optional<ReleaseLog> log) {
        this.store = store;
        this.producer = producer;
        this.obstacles = obstacles;
        this.metrics = metrics;
        this.pipeline = pipeline;
        this.consumer = consumer;
        this.troubles = troubles;
        this.releases = releases;
        this.log = log;
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
        settings.foreign()
                .ifPresentOrElse(
                        foreign ->
                                TopicProvisioner.ensureDeadLettersOf(settings.kafka(), foreign.topic(), KAFKA_TIMEOUT),
                        () -> TopicProvisioner.ensure(settings.kafka(), KAFKA_TIMEOUT));
        Optional<ReleaseLog> log = settings.foreign().isPresent()
                ? Optional.empty()
                : Optional.of(ReleaseLog.open(settings.kafka(), codecs));
        try {
            SpaceReleases releases = log.map(open -> SpaceReleases.of(open, settings.release()))
                    .orElseGet(() -> SpaceReleases.only(settings.release()));
            awaitRead(releases);
            return start(settings, registry, store, codecs, releases, log);
        } catch (RuntimeException e) {
            log.ifPresent(ReleaseLog::close);
            throw e;
        }
    }

    /** Before that, a release that is retired would be taken for the live one. */
    private static void awaitRead(SpaceReleases releases) {
        try {
            releases.awaitRead(KAFKA_TIMEOUT);
        } catch (TimeoutException e) {
            throw new UnreadReleasesException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreadReleasesException(e);
        }
    }

    private static SinkRuntime start(
            SinkSettings settings,
            MeterRegistry registry,
            VectorStore store,
            EventCodecs codecs,
            SpaceReleases releases,
            Optional<ReleaseLog> log) {
        Producer<String, byte[]> producer =
                Producers.idempotent(settings.kafka(), settings.reading().groupId() + "-status");
        Obstacles obstacles = new Obstacles(Clock.systemUTC());
        SinkMetrics metrics = new SinkMetrics(registry);
        SinkPipeline pipeline = pipeline(settings, store, codecs, producer, obstacles, metrics, releases);
        BatchConsumer consumer = new BatchConsumer(settings.kafka(), consumerSettings(settings), pipeline);
        metrics.watch(obstacles, consumer, settings.topic());
        pipeline.start();
        consumer.start();
        return new SinkRuntime(
                store,
                producer,
                obstacles,
                metrics,
                pipeline,
                consumer,
                new Troubles(Clock.systemUTC()),
                releases,
                log);
    }

    private static SinkPipeline pipeline(
            SinkSettings settings,
            VectorStore store,
            EventCodecs codecs,
            Producer<String, byte[]> producer,
            Obstacles obstacles,
            SinkMetrics metrics,
            SpaceReleases releases) {
        SinkSettings.Writing writing = settings.writing();
        SinkSettings.Reading reading = settings.reading();
        Patience patience = new Patience(writing.backoff(), writing.exhaustedRetry(), obstacles, metrics);
        Announcer announcer = new Announcer(
                producer,
                settings.kafka().topics(),
                codecs,
                DeadLetterRecords.open(settings.kafka(), codecs, KAFKA_TIMEOUT),
                releases,
                settings.foreign().isPresent() ? Announcer.Audience.OPERATORS : Announcer.Audience.EVERYBODY);
        IndexWriter writer = new IndexWriter(
                store, new ReleaseCollections(store, releases, settings.dimension()), Clock.systemUTC());
        Lanes lanes = new Lanes(
                writing.writers(),
                number -> new Lane(number, writer, announcer, patience, obstacles, metrics, writing.batch()));
        // When half of what may be in flight waits for its sync, the other half keeps the consumer busy meanwhile.
        BatchLimits early =
                new BatchLimits(Math.max(1, reading.maxInFlightRecords() / 2), reading.maxInFlightBytes() / 2);
        return new SinkPipeline(
                new ReadLoop(
                        new RecordReader(source(settings, codecs)), lanes, announcer, patience, obstacles, metrics),
                lanes,
                new DurabilityLoop(store, writing.syncInterval(), early, patience, obstacles));
    }

    private static EventSource source(SinkSettings settings, EventCodecs codecs) {
        return settings.foreign()
                .<EventSource>map(foreign -> new ForeignRecords(foreign.format(), foreign.mapping()))
                .orElseGet(() -> new WeftRecords(codecs.embeddings()));
    }

    private static BatchConsumerSettings consumerSettings(SinkSettings settings) {
        SinkSettings.Reading reading = settings.reading();
        BatchLimits batch = settings.writing().batch();
        return new BatchConsumerSettings(
                reading.groupId(),
                settings.topic(),
                batch.records(),
                reading.maxDelay(),
                reading.maxInFlightRecords(),
                CommitMode.AFTER_HANDLED,
                true,
                batch.bytes(),
                reading.maxInFlightBytes(),
                reading.drainTimeout());
    }

    /** Makes reconcilers beside this sink, for as long as it runs. */
    Reconcilers reconcilers(SinkSettings settings, ReconcileSettings reconcile) {
        return new Reconcilers() {
            @Override
            public ReleaseId live() {
                return releases.live();
            }

            @Override
            public List<ReleaseId> indexed() {
                return releases.indexed();
            }

            @Override
            public Reconciler of(ReleaseId release) {
                return SinkReconciler.of(
                        new SinkLog(settings.kafka(), settings.reading().groupId(), settings.topic()),
                        () -> source(settings, EventCodecs.open(settings.kafka())),
                        store,
                        release,
                        release.equals(settings.release()) ? settings.dimension() : OptionalInt.empty(),
                        reconcile);
            }
        };
    }

    /** What stops it at the moment, as a sentence. */
    Optional<String> problem() {
        return health().reason();
    }

    /** Asks the store, too: may take as long as the store's own deadline. */
    SinkHealth health() {
        Optional<StoreHealth> said = Optional.of(store.health());
        Optional<Obstacle> obstacle = obstacles.gravest();
        if (obstacle.isPresent()) {
            return new SinkHealth(
                    obstacle.map(Obstacle::message),
                    obstacle.map(met -> met.kind().word()),
                    obstacle.map(Obstacle::since),
                    said);
        }
        Optional<String> ofStore = said.flatMap(StoreHealth::problem);
        Optional<String> reason = consumer.problem().or(() -> ofStore);
        Optional<String> waitsFor = reason.map(text -> ofStore.equals(Optional.of(text)) ? "store" : "kafka");
        return new SinkHealth(reason, waitsFor, troubles.since(reason.isPresent()), said);
    }

    @Override
    public void close() {
        consumer.close();
        pipeline.close();
        metrics.close();
        log.ifPresent(ReleaseLog::close);
        producer.close(CLOSE_TIMEOUT);
        store.close();
    }
}
