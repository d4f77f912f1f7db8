package dev.weft.sink;

import dev.weft.events.BatchConsumer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The sink's meters. Their names are part of the operations contract. Thread-safe. */
final class SinkMetrics implements AutoCloseable {

    private final MeterRegistry registry;
    private final Timer timeToSearchable;
    private final Timer upsert;
    private final DistributionSummary batchSize;
    private final DistributionSummary batchBytes;
    private final DistributionSummary batchFill;
    private final Counter stale;
    private final AtomicInteger batchesInFlight = new AtomicInteger();
    private final List<Gauge> gauges = new ArrayList<>();

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
        batchBytes = DistributionSummary.builder("sink.batch.bytes")
                .description("Bytes of the records per write to the vector store, as they lie in Kafka")
                .baseUnit("bytes")
                .register(registry);
        batchFill = DistributionSummary.builder("sink.batch.fill")
                .description("How full a write to the vector store is, 1 being either of its limits")
                .baseUnit("ratio")
                .serviceLevelObjectives(0.01, 0.1, 0.25, 0.5, 0.75, 1)
                .register(registry);
        stale = Counter.builder("sink.stale.dropped")
                .description("Changes dropped because a newer version was there")
                .register(registry);
        // There from the start, so that a rate can be taken of the first one.
        for (Outcome.Skipped.Why why : Outcome.Skipped.Why.values()) {
            skipped(why);
        }
        gauges.add(Gauge.builder("sink.batches.in.flight", batchesInFlight, AtomicInteger::get)
                .description("Batches that are at the vector store now")
                .register(registry));
    }

    /** Shows what the sink waits for, and how far its consumer is. */
    void watch(Obstacles obstacles, BatchConsumer consumer, String topic) {
        gauges.add(Gauge.builder("sink.paused", obstacles, met -> met.isPaused() ? 1 : 0)
                .description("1 while the vector store has run out of something and an operator must act")
                .register(registry));
        gauges.add(Gauge.builder("sink.consumer.lag", consumer, BatchConsumer::lag)
                .description("Records of this instance's partitions that are not durable yet")
                .baseUnit("records")
                .tag("topic", topic)
                .register(registry));
        gauges.add(Gauge.builder("sink.in.flight.records", consumer, BatchConsumer::inFlightRecords)
                .description("Records read and not durable yet")
                .baseUnit("records")
                .register(registry));
        gauges.add(Gauge.builder("sink.in.flight.bytes", consumer, BatchConsumer::inFlightBytes)
                .description("Bytes of the records read and not durable yet")
                .baseUnit("bytes")
                .register(registry));
    }

    /** Does a write, and measures it when it succeeds. */
    <T> T writing(int items, long bytes, BatchLimits limits, Supplier<T> write) {
        long started = System.nanoTime();
        batchesInFlight.incrementAndGet();
        try {
            T result = write.get();
            upsert.record(Duration.ofNanos(System.nanoTime() - started));
            batchSize.record(items);
            batchBytes.record((double) bytes);
            batchFill.record(Math.min(1, Math.max((double) items / limits.records(), (double) bytes / limits.bytes())));
            return result;
        } finally {
            batchesInFlight.decrementAndGet();
        }
    }

    /** Something failed and is tried again. */
    void retried(Obstacles.Kind kind, RuntimeException error) {
        Counter.builder("sink.retries")
                .description("Attempts that failed and are repeated")
                .tag("kind", kind.word())
                .tag("code", codeOf(error))
                .register(registry)
                .increment();
    }

    /** The class of the innermost cause: the drivers' classes are few, their messages are not. */
    private static String codeOf(Throwable error) {
        Throwable innermost = error;
        // A bound, because chains of causes may be circular.
        for (int depth = 0; innermost.getCause() != null && depth < 20; depth++) {
            innermost = innermost.getCause();
        }
        return innermost.getClass().getSimpleName();
    }

    private Counter skipped(Outcome.Skipped.Why why) {
        return Counter.builder("sink.skipped")
                .description("Records that mean nothing to the index, or are of a release that is not indexed")
                .tag("why", why.word())
                .register(registry);
    }

    void count(Outcome outcome) {
        switch (outcome) {
            case Outcome.Searchable landed -> {
                Duration took = Duration.between(landed.event().occurredAt(), landed.at());
                // Another machine's clock may be ahead of ours.
                timeToSearchable.record(took.isNegative() ? Duration.ZERO : took);
            }
            case Outcome.Removed _, Outcome.Indexed _ -> {}
            case Outcome.Skipped skipped -> skipped(skipped.why()).increment();
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

    /** Takes back what shows this sink's state: a registry keeps its first gauge of a name, and the sink that comes next could not show its own. */
    @Override
    public void close() {
        gauges.forEach(registry::remove);
    }
}
