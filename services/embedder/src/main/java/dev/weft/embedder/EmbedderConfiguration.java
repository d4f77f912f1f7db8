package dev.weft.embedder;

import dev.weft.core.ReleaseId;
import dev.weft.core.running.Backoff;
import dev.weft.events.KafkaSettings;
import dev.weft.inference.InferenceOptions;
import dev.weft.media.AvBudget;
import dev.weft.media.DecodeBudget;
import dev.weft.media.Ffmpeg;
import dev.weft.preparation.AvSettings;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Reads the embedder's configuration and what it shares with other services. */
final class EmbedderConfiguration {

    /** A small heap still decodes something. */
    private static final long MIN_DECODE_MEMORY_BYTES = 16L << 20;

    private EmbedderConfiguration() {}

    /**
     * @param shared the value of a key, if it is set
     * @param names all keys there are
     * @throws IllegalArgumentException if a value is out of its range, with the key
     */
    static EmbedderSettings read(
            EmbedderConfig own, Function<String, Optional<String>> shared, Iterable<String> names) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new EmbedderSettings(
                KafkaSettings.from(shared, names),
                shared.apply("weft.object-store").orElse("folder:data/objects"),
                shared.apply("weft.model").orElse("classpath:weft/bundles/demo"),
                ReleaseId.parse(shared.apply("weft.release").orElse("catalog@1")),
                InferenceOptions.from(shared),
                new DecodeBudget(own.maxMediaBytes(), own.maxPixels(), own.maxFrames()),
                new AvSettings(
                        new AvBudget(
                                own.maxMediaBytes(),
                                own.maxDuration(),
                                AvBudget.defaults().maxStreams(),
                                AvBudget.defaults().maxPixels(),
                                own.decodeTimeout()),
                        Ffmpeg.folder(shared),
                        own.frameInterval(),
                        own.maxVideoFrames(),
                        own.maxFrameSide()),
                new EmbedderSettings.Consuming(
                        own.groupId(),
                        own.transactionalId().orElseGet(() -> own.groupId() + "-" + UUID.randomUUID()),
                        own.transactionTimeout(),
                        own.maxBatchRecords(),
                        own.maxDelay(),
                        own.maxInFlightRecords()),
                new EmbedderSettings.Working(
                        own.maxInferenceBatch(),
                        own.inferenceTimeout(),
                        own.prepareThreads().orElse(cores),
                        own.decodeMemoryBytes()
                                .orElse(Math.max(
                                        MIN_DECODE_MEMORY_BYTES,
                                        Runtime.getRuntime().maxMemory() / 4)),
                        own.recentVectors(),
                        new Backoff(own.retryInitial(), own.retryMax())));
    }
}
