package dev.weft.sink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** The sink's meters. Their names are part of the operations contract. */
final class SinkMetrics {

    private final MeterRegistry registry;
    private final Timer timeToSearchable;
    private final Timer upsert;
    private final DistributionSummary batchSize;
    private final Counter stale;

    SinkMetrics(MeterRegistry registry) {
        this.registry = registry;
        timeToSearchable = Timer.builder("time.to.searchable")
                .description("From the acceptance of an upload until searches see it")
                .serviceLevelObjectives(
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(150),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(5))
                .register(registry);
        upsert = Timer.builder("sink.upsert")
                .description("Writing one batch to the vector store until searches see it")
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(5))
                .register(registry);
        batchSize = DistributionSummary.builder("sink.batch.size")
                .description("Items per write to the vector store")
                .serviceLevelObjectives(1, 4, 16, 64, 256, 1024)
                .register(registry);
        stale = Counter.builder("sink.stale.dropped")
                .description("Changes dropped because a newer version was there")
                .register(registry);
    }

    void written(int items, Duration took) {
        batchSize.record(items);
        upsert.record(took);
    }

    void count(Outcome outcome) {
        switch (outcome) {
            case Outcome.Searchable landed -> {
                Duration took = Duration.between(landed.event().occurredAt(), landed.at());
                // Another machine's clock may be ahead of ours.
                timeToSearchable.record(took.isNegative() ? Duration.ZERO : took);
            }
            case Outcome.Removed _ -> {}
            case Outcome.Superseded _ -> stale.increment();
            case Outcome.Refused refused ->
                Counter.builder("dead.letters")
                        .description("Records that could not be processed")
                        .tag("stage", refused.refusal().stage().wireName())
                        .tag("reason", refused.refusal().reason())
                        .register(registry)
                        .increment();
        }
    }
}
