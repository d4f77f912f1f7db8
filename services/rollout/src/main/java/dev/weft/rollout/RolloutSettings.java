package dev.weft.rollout;

import dev.weft.core.ReleaseId;
import dev.weft.core.running.Ranges;
import dev.weft.events.KafkaSettings;
import dev.weft.inference.InferenceOptions;
import dev.weft.reinference.EmbedderLimits;
import dev.weft.reinference.LaneSettings;
import dev.weft.rollout.projecting.ProjectorSettings;
import dev.weft.rollout.steps.RolloutLimits;
import io.quarkus.runtime.configuration.DurationConverter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Everything a rollout needs to know, checked.
 *
 * @param vectorStore the store's URI, as {@code dev.weft.vectorstore.VectorStores} understands it
 * @param model where the bundle is
 * @param lane how the towers of a release are run on what is stored
 * @param first the configured release, which is made the first of its space
 */
record RolloutSettings(
        KafkaSettings kafka,
        String vectorStore,
        String model,
        InferenceOptions inference,
        String objectStore,
        ReleaseId first,
        ProjectorSettings projecting,
        LaneSettings lane,
        RolloutLimits limits) {

    private static final Ranges RANGES = new Ranges("weft.rollout.");

    RolloutSettings {
        if (projecting.groupId().isBlank()) {
            throw new IllegalArgumentException("weft.rollout.group-id must not be blank");
        }
        RANGES.require(
                "transaction-timeout", projecting.transactionTimeout(), Duration.ofSeconds(1), Duration.ofMinutes(15));
        RANGES.require("max-batch-records", projecting.maxBatchRecords(), 1, 10_000);
        RANGES.require("sample-items", limits.sampleItems(), 1, 100_000);
        RANGES.require("recall-queries", limits.recallQueries(), 1, 10_000);
        if (!(limits.minRecall() >= 0 && limits.minRecall() <= 1)) {
            throw new IllegalArgumentException("weft.rollout.min-recall must be 0 to 1, got " + limits.minRecall());
        }
        RANGES.require("shadow-queries", limits.shadowQueries(), 1, 100_000);
        RANGES.require("shadow-max-p95", limits.shadowMaxP95(), Duration.ofMillis(1), Duration.ofMinutes(1));
        RANGES.require("stall-timeout", limits.stallTimeout(), Duration.ofSeconds(1), Duration.ofHours(24));
        RANGES.require("progress-interval", limits.progressInterval(), Duration.ofMillis(100), Duration.ofHours(1));
        RANGES.require("drop-after", limits.dropAfter(), Duration.ZERO, Duration.ofDays(7));
        RANGES.require("poll-interval", limits.pollInterval(), Duration.ofMillis(10), Duration.ofMinutes(1));
    }

    /**
     * @param shared the value of a key that services share, if it is set
     * @param names all keys there are
     * @throws IllegalArgumentException if a value is out of its range, with the key
     */
    static RolloutSettings read(RolloutConfig own, Function<String, Optional<String>> shared, Iterable<String> names) {
        KafkaSettings kafka = KafkaSettings.from(shared, names);
        EmbedderLimits embedder = new EmbedderLimits(shared, DurationConverter::parseDuration);
        return new RolloutSettings(
                kafka,
                shared.apply("weft.vector-store").orElse("lucene:data/index"),
                shared.apply("weft.model").orElse("classpath:weft/bundles/demo"),
                InferenceOptions.from(shared),
                shared.apply("weft.object-store").orElse("folder:data/objects"),
                ReleaseId.parse(shared.apply("weft.release").orElse("catalog@1")),
                new ProjectorSettings(
                        kafka,
                        own.groupId(),
                        own.transactionalId().orElseGet(() -> own.groupId() + "-" + UUID.randomUUID()),
                        own.transactionTimeout(),
                        own.maxBatchRecords(),
                        Path.of(own.state()).resolve("features")),
                new LaneSettings(
                        RANGES,
                        embedder.pictures(),
                        embedder.av(),
                        EmbedderLimits.decodeMemoryBytes(),
                        own.maxInferenceBatch(),
                        own.inferenceTimeout(),
                        own.liveGroup(),
                        own.yieldAtMost()),
                new RolloutLimits(
                        own.sampleItems(),
                        own.recallQueries(),
                        own.minRecall(),
                        own.shadowQueries(),
                        own.shadowMaxP95(),
                        own.stallTimeout(),
                        own.progressInterval(),
                        own.dropAfter(),
                        own.pollInterval()));
    }
}
