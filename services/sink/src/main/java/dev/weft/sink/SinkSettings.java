package dev.weft.sink;

import dev.weft.core.ReleaseId;
import dev.weft.events.KafkaSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Everything a sink needs to know, checked.
 *
 * @param vectorStore the store's URI, as {@code dev.weft.vectorstore.VectorStores} understands it
 * @param release of the vectors it takes
 * @param dimension of these vectors; when it is not given, the first ones decide
 */
record SinkSettings(
        KafkaSettings kafka,
        String vectorStore,
        ReleaseId release,
        OptionalInt dimension,
        String groupId,
        int maxBatchRecords,
        Duration maxDelay,
        int maxInFlightRecords,
        Duration syncInterval,
        Backoff backoff) {

    SinkSettings {
        if (groupId.isBlank()) {
            throw new IllegalArgumentException("weft.sink.group-id must not be blank, got '" + groupId + "'");
        }
        dimension.ifPresent(wanted -> Ranges.require("dimension", wanted, 1, 65_536));
        Ranges.require("max-batch-records", maxBatchRecords, 1, 10_000);
        Ranges.require("max-delay", maxDelay, Duration.ZERO, Duration.ofSeconds(1));
        Ranges.require("max-in-flight-records", maxInFlightRecords, maxBatchRecords, 1_000_000);
        Ranges.require("sync-interval", syncInterval, Duration.ofMillis(10), Duration.ofMinutes(1));
        Ranges.require("retry-initial", backoff.initial(), Duration.ofMillis(1), Duration.ofMinutes(1));
        Ranges.require("retry-max", backoff.max(), backoff.initial(), Duration.ofMinutes(10));
    }

    /**
     * @param shared the value of a key that services share, if it is set
     * @param names all keys there are
     * @throws IllegalArgumentException if a value is out of its range, with the key
     */
    static SinkSettings read(SinkConfig own, Function<String, Optional<String>> shared, Iterable<String> names) {
        return new SinkSettings(
                KafkaSettings.from(shared, names),
                shared.apply("weft.vector-store").orElse("lucene:data/index"),
                ReleaseId.parse(shared.apply("weft.release").orElse("catalog@1")),
                own.dimension(),
                own.groupId(),
                own.maxBatchRecords(),
                own.maxDelay(),
                own.maxInFlightRecords(),
                own.syncInterval(),
                new Backoff(own.retryInitial(), own.retryMax()));
    }
}
