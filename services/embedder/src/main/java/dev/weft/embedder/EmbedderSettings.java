package dev.weft.embedder;

import dev.weft.core.ReleaseId;
import dev.weft.core.running.Backoff;
import dev.weft.core.running.Ranges;
import dev.weft.events.KafkaSettings;
import dev.weft.inference.InferenceOptions;
import dev.weft.media.DecodeBudget;
import dev.weft.preparation.AvSettings;
import java.time.Duration;

/**
 * Everything an embedder needs to know, checked.
 *
 * @param objectStore where media bytes lie, as {@code dev.weft.media.ObjectStores} understands it
 * @param model where the model bundle lies, as {@code dev.weft.inference.EmbeddingModels} understands it
 * @param release of the vectors it writes
 * @param limits of a single picture
 * @param av how sound and video are decoded and cut
 */
record EmbedderSettings(
        KafkaSettings kafka,
        String objectStore,
        String model,
        ReleaseId release,
        InferenceOptions inference,
        DecodeBudget limits,
        AvSettings av,
        Consuming consuming,
        Working working) {

    private static final Ranges RANGES = new Ranges("weft.embedder.");

    /** How records are read and results are committed. */
    record Consuming(
            String groupId,
            String transactionalId,
            Duration transactionTimeout,
            int maxBatchRecords,
            Duration maxDelay,
            int maxInFlightRecords) {
        Consuming {
            if (groupId.isBlank()) {
                throw new IllegalArgumentException("weft.embedder.group-id must not be blank, got '" + groupId + "'");
            }
            RANGES.require("transaction-timeout", transactionTimeout, Duration.ofSeconds(1), Duration.ofMinutes(15));
            RANGES.require("max-batch-records", maxBatchRecords, 1, 1_000);
            RANGES.require("max-delay", maxDelay, Duration.ZERO, Duration.ofSeconds(1));
            RANGES.require("max-in-flight-records", maxInFlightRecords, maxBatchRecords, 10_000);
        }
    }

    /** How the work between is done. */
    record Working(
            int maxInferenceBatch,
            Duration inferenceTimeout,
            int prepareThreads,
            long decodeMemoryBytes,
            int recentVectors,
            Backoff backoff) {
        Working {
            RANGES.require("max-inference-batch", maxInferenceBatch, 1, 1_024);
            RANGES.require("inference-timeout", inferenceTimeout, Duration.ofMillis(100), Duration.ofHours(1));
            RANGES.require("prepare-threads", prepareThreads, 1, 256);
            RANGES.require("decode-memory-bytes", decodeMemoryBytes, 1 << 20, Long.MAX_VALUE);
            RANGES.require("recent-vectors", recentVectors, 0, 10_000_000);
            RANGES.require("retry-initial", backoff.initial(), Duration.ofMillis(1), Duration.ofMinutes(1));
            RANGES.require("retry-max", backoff.max(), backoff.initial(), Duration.ofMinutes(10));
        }
    }
}
