package dev.weft.sink;

import dev.weft.core.ReleaseId;
import dev.weft.core.running.Backoff;
import dev.weft.core.running.Ranges;
import dev.weft.events.KafkaSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Everything a sink needs to know, checked.
 *
 * @param vectorStore the store's URI, as {@code dev.weft.vectorstore.VectorStores} understands it
 * @param release of the vectors it takes
 * @param dimension of these vectors; when it is not given, the first ones decide
 * @param foreign what is read instead of Weft's own topic
 */
record SinkSettings(
        KafkaSettings kafka,
        String vectorStore,
        ReleaseId release,
        OptionalInt dimension,
        Reading reading,
        Writing writing,
        Optional<ForeignSettings> foreign) {

    private static final Ranges RANGES = new Ranges("weft.sink.");

    /** Stores that live in this process. */
    private static final Set<String> EMBEDDED = Set.of("lucene", "memory");

    private static final int REMOTE_WRITERS = 4;

    /** Kafka's own default of {@code max.poll.interval.ms}. */
    private static final Duration KAFKAS_MAX_POLL_INTERVAL = Duration.ofMinutes(5);

    /** How the topic is read: see {@link SinkConfig}. */
    record Reading(
            String groupId, Duration maxDelay, int maxInFlightRecords, long maxInFlightBytes, Duration drainTimeout) {}

    /** How the store is written: see {@link SinkConfig}. */
    record Writing(int writers, BatchLimits batch, Duration syncInterval, Backoff backoff, Duration exhaustedRetry) {}

    SinkSettings {
        if (reading.groupId().isBlank()) {
            throw new IllegalArgumentException("weft.sink.group-id must not be blank, got '" + reading.groupId() + "'");
        }
        dimension.ifPresent(wanted -> RANGES.require("dimension", wanted, 1, 65_536));
        BatchLimits batch = writing.batch();
        RANGES.require("writers", writing.writers(), 1, 64);
        RANGES.require("max-batch-records", batch.records(), 1, 10_000);
        RANGES.require("max-batch-bytes", batch.bytes(), 1 << 10, 1 << 30);
        RANGES.require("max-delay", reading.maxDelay(), Duration.ZERO, Duration.ofSeconds(1));
        RANGES.require("max-in-flight-records", reading.maxInFlightRecords(), batch.records(), 1_000_000);
        RANGES.require("max-in-flight-bytes", reading.maxInFlightBytes(), batch.bytes(), 1L << 40);
        RANGES.require("sync-interval", writing.syncInterval(), Duration.ofMillis(10), Duration.ofMinutes(1));
        RANGES.require("drain-timeout", reading.drainTimeout(), Duration.ZERO, Duration.ofMinutes(1));
        Backoff backoff = writing.backoff();
        RANGES.require("retry-initial", backoff.initial(), Duration.ofMillis(1), Duration.ofMinutes(1));
        RANGES.require("retry-max", backoff.max(), backoff.initial(), Duration.ofMinutes(10));
        requireDrainWithinPolls(kafka, reading.drainTimeout());
        RANGES.require("exhausted-retry", writing.exhaustedRetry(), Duration.ofMillis(100), Duration.ofHours(1));
    }

    /** The thread that polls waits for the drain: a member that polls too seldom is thrown out of the group. */
    private static void requireDrainWithinPolls(KafkaSettings kafka, Duration drainTimeout) {
        String key = ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG;
        Duration betweenPolls = Optional.ofNullable(kafka.properties().get(key))
                .map(millis -> Duration.ofMillis(Long.parseLong(millis.strip())))
                .orElse(KAFKAS_MAX_POLL_INTERVAL);
        if (drainTimeout.compareTo(betweenPolls) >= 0) {
            throw new IllegalArgumentException("weft.sink.drain-timeout must be shorter than weft.kafka.properties."
                    + key + ", which is " + betweenPolls + ", got " + drainTimeout);
        }
    }

    /** The topic that is read. */
    String topic() {
        return foreign.map(ForeignSettings::topic).orElse(kafka.topics().embeddings());
    }

    /**
     * @param shared the value of a key that services share, if it is set
     * @param names all keys there are
     * @throws IllegalArgumentException if a value is out of its range, with the key
     */
    static SinkSettings read(SinkConfig own, Function<String, Optional<String>> shared, Iterable<String> names) {
        String vectorStore = shared.apply("weft.vector-store").orElse("lucene:data/index");
        KafkaSettings kafka = MemberPatience.forStore(vectorStore, KafkaSettings.from(shared, names));
        ReleaseId release = ReleaseId.parse(shared.apply("weft.release").orElse("catalog@1"));
        return new SinkSettings(
                kafka,
                vectorStore,
                release,
                own.dimension(),
                new Reading(
                        own.groupId(),
                        own.maxDelay(),
                        own.maxInFlightRecords(),
                        own.maxInFlightBytes(),
                        own.drainTimeout()),
                new Writing(
                        own.writers().orElse(writersFor(vectorStore)),
                        new BatchLimits(own.maxBatchRecords(), own.maxBatchBytes()),
                        own.syncInterval(),
                        new Backoff(own.retryInitial(), own.retryMax()),
                        own.exhaustedRetry()),
                switch (own.source()) {
                    case WEFT -> Optional.empty();
                    case FOREIGN ->
                        Optional.of(ForeignSettings.read(
                                own.foreign(),
                                release,
                                shared.apply("weft.tenant").orElse("default"),
                                kafka));
                });
    }

    /** Writers of an embedded index take turns: more of them would only make smaller batches. */
    static int writersFor(String vectorStore) {
        return EMBEDDED.contains(vectorStore.split(":", 2)[0]) ? 1 : REMOTE_WRITERS;
    }
}
