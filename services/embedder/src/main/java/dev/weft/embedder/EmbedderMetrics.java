package dev.weft.embedder;

import dev.weft.core.Modality;
import dev.weft.core.Refusal;
import dev.weft.inference.batching.BatchObserver;
import dev.weft.media.MediaRejectedException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** The embedder's meters. Their names are part of the operations contract. */
final class EmbedderMetrics {

    private final MeterRegistry registry;
    private final DistributionSummary batchSize;
    private final Timer queue;
    private final Timer decode;
    private final Counter savedInferences;

    EmbedderMetrics(MeterRegistry registry) {
        this.registry = registry;
        batchSize = DistributionSummary.builder("embed.batch.size")
                .description("Inputs per run of a tower")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64)
                .register(registry);
        queue = Timer.builder("embed.queue")
                .description("From being read from Kafka to being handed to the towers, decoding included")
                .serviceLevelObjectives(latencyBuckets())
                .register(registry);
        decode = Timer.builder("media.decode")
                .description("Decoding and resizing one picture")
                .serviceLevelObjectives(latencyBuckets())
                .register(registry);
        savedInferences = Counter.builder("embed.saved.inferences")
                .description("Parts whose content had just been embedded")
                .register(registry);
    }

    /**
     * The meters of a tower's scheduler.
     *
     * @param maxBatch inputs of a run at most
     */
    BatchObserver ofTower(Modality modality, int maxBatch) {
        return new TowerMeters(registry, modality, batchSize, maxBatch);
    }

    void queued(Duration waited) {
        queue.record(waited);
    }

    void decoded(Duration took) {
        decode.record(took);
    }

    void inferenceSaved() {
        savedInferences.increment();
    }

    /** The memory of recent contents was asked for one, and had it or not. */
    void cacheAsked(Modality modality, boolean hit) {
        Counter.builder(hit ? "embed.cache.hits" : "embed.cache.misses")
                .description("Contents whose vectors were remembered, or were not")
                .tag("modality", modality.wireName())
                .register(registry)
                .increment();
    }

    /** What the towers run on. */
    void runsOn(String executionProvider) {
        Gauge.builder("embed.execution.provider", () -> 1)
                .description("1 for the execution provider that runs the towers")
                .tag("provider", executionProvider)
                .register(registry);
    }

    /** To be called once the dead letter is committed. */
    void refused(Refusal refusal) {
        if (refusal.cause() instanceof MediaRejectedException) {
            Counter.builder("media.rejected")
                    .description("Media that will never be indexed")
                    .tag("reason", refusal.reason())
                    .register(registry)
                    .increment();
        }
        Counter.builder("dead.letters")
                .description("Records that could not be processed")
                .tag("stage", refusal.stage().wireName())
                .tag("reason", refusal.reason())
                .register(registry)
                .increment();
    }

    static Duration[] latencyBuckets() {
        return new Duration[] {
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(25),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30)
        };
    }
}
