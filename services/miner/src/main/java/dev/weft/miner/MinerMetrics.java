package dev.weft.miner;

import dev.weft.core.ContrastiveBatch;
import dev.weft.core.Refusal;
import dev.weft.mining.negatives.MiningObserver;
import dev.weft.mining.negatives.Quadrant;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/** The miner's meters. Their names are part of the operations contract. Thread-safe. */
final class MinerMetrics implements MiningObserver {

    private final MeterRegistry registry;
    private final int perDirection;
    private final Counter pairs;
    private final Counter full;
    private final Counter poor;
    private final Counter batches;
    private final DistributionSummary gap;
    private final Timer age;
    private final AtomicReference<Double> hubShare = new AtomicReference<>(0.0);

    /** @param perDirection how many negatives a pair has that has enough for its media, and for its text */
    MinerMetrics(MeterRegistry registry, int perDirection) {
        this.registry = registry;
        this.perDirection = perDirection;
        pairs = Counter.builder("miner.pairs")
                .description("Pairs that negatives were looked for")
                .register(registry);
        full = Counter.builder("miner.pairs.full")
                .description("Of these, pairs with all negatives wanted, for their media and for their text")
                .register(registry);
        poor = Counter.builder("miner.captions.poor")
                .description("Pairs whose caption is generic or wrong")
                .register(registry);
        batches = Counter.builder("miner.batches")
                .description("Batches written for the trainer")
                .register(registry);
        gap = DistributionSummary.builder("miner.negative.logit.gap")
                .description("By how much kept negatives lie below the positive, in calibrated log odds")
                .register(registry);
        age = Timer.builder("miner.anchor.age")
                .description("From an item's or a feedback's arrival until its pair is in a batch")
                .publishPercentiles(0.5, 0.95)
                .register(registry);
        Gauge.builder("miner.hub.share", hubShare, AtomicReference::get)
                .description("Part of the negatives that the most used hundredth of the items has, in the last pool")
                .baseUnit("ratio")
                .register(registry);
    }

    @Override
    public void dropped(String filter, int candidates) {
        registry.counter("miner.candidates.dropped", "filter", filter).increment(candidates);
    }

    @Override
    public void found(Quadrant quadrant) {
        registry.counter("miner.candidates", "quadrant", word(quadrant)).increment();
    }

    @Override
    public void kept(ContrastiveBatch.Source source, double logitGap) {
        registry.counter("miner.negatives", "source", word(source)).increment();
        gap.record(Math.max(0, logitGap));
    }

    @Override
    public void mined(int texts, int media) {
        pairs.increment();
        if (texts >= perDirection && media >= perDirection) {
            full.increment();
        }
    }

    @Override
    public void poorCaption() {
        poor.increment();
    }

    @Override
    public void hubShare(double share) {
        hubShare.set(share);
    }

    /** A pool is written. */
    void written(PoolMiner.Outcome outcome, int count, Instant now) {
        outcome.pairs().forEach(pair -> {
            anchor(Outcome.MINED);
            age(Duration.between(pair.anchor().occurredAt(), now));
        });
        outcome.outdated().forEach(anchor -> anchor(Outcome.OUTDATED));
        outcome.missing().forEach(anchor -> anchor(Outcome.MISSING));
        batches.increment(count);
    }

    private void anchor(Outcome outcome) {
        registry.counter("miner.anchors", "outcome", word(outcome)).increment();
    }

    private void age(Duration sinceArrival) {
        age.record(sinceArrival.isNegative() ? Duration.ZERO : sinceArrival);
    }

    void refused(Refusal refusal) {
        registry.counter("dead.letters", "stage", refusal.stage().wireName(), "reason", refusal.reason())
                .increment();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** What becomes of an anchor. */
    private enum Outcome {
        MINED,
        OUTDATED,
        MISSING
    }
}
