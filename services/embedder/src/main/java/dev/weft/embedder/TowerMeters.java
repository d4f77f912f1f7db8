package dev.weft.embedder;

import dev.weft.core.Modality;
import dev.weft.inference.batching.BatchObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What is measured of one tower. Its worker is either busy or starved, so both counters together grow by a second per second. */
final class TowerMeters implements BatchObserver {

    private static final double NANOS_PER_SECOND = 1e9;

    private final DistributionSummary batchSize;
    private final DistributionSummary fill;
    private final Timer wait;
    private final Timer inference;
    private final Counter busy;
    private final Counter starved;
    private final Counter abandoned;
    private final int maxBatch;

    TowerMeters(MeterRegistry registry, Modality modality, DistributionSummary batchSize, int maxBatch) {
        String tower = modality.wireName();
        this.batchSize = batchSize;
        this.maxBatch = maxBatch;
        fill = DistributionSummary.builder("embed.batch.fill.ratio")
                .description("Inputs per run of a tower, of those there may be")
                .tag("modality", tower)
                .serviceLevelObjectives(0.25, 0.5, 0.75, 1)
                .register(registry);
        wait = Timer.builder("embed.tower.wait")
                .description("From being prepared and handed to the tower to the start of its run")
                .tag("modality", tower)
                .serviceLevelObjectives(EmbedderMetrics.latencyBuckets())
                .register(registry);
        inference = Timer.builder("embed.inference")
                .description("One run of a tower and its head on a batch")
                .tag("modality", tower)
                .serviceLevelObjectives(EmbedderMetrics.latencyBuckets())
                .register(registry);
        busy = seconds(registry, "embed.busy", "Time in runs, failed ones and probes too", tower);
        starved = seconds(registry, "embed.starved", "Time without anything to run", tower);
        abandoned = Counter.builder("embed.abandoned.runs")
                .description("Runs that hung and were left to themselves")
                .tag("modality", tower)
                .register(registry);
    }

    private static Counter seconds(MeterRegistry registry, String name, String description, String tower) {
        return Counter.builder(name)
                .baseUnit("seconds")
                .description(description)
                .tag("modality", tower)
                .register(registry);
    }

    @Override
    public void waited(Duration time) {
        wait.record(time);
    }

    @Override
    public void ran(int items, Duration time) {
        batchSize.record(items);
        fill.record((double) items / maxBatch);
        inference.record(time);
    }

    @Override
    public void busy(Duration time) {
        busy.increment(time.toNanos() / NANOS_PER_SECOND);
    }

    @Override
    public void starved(Duration time) {
        starved.increment(time.toNanos() / NANOS_PER_SECOND);
    }

    @Override
    public void abandoned() {
        abandoned.increment();
    }
}
