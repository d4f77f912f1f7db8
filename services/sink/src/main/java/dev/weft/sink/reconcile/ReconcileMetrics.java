package dev.weft.sink.reconcile;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The reconciler's meters. Their names are part of the operations contract. */
final class ReconcileMetrics implements AutoCloseable {

    private static final double MILLIS_PER_SECOND = 1e3;

    private final Map<Finding.Kind, Counter> found = new EnumMap<>(Finding.Kind.class);
    private final Counter repaired;
    private final Counter failed;
    private final MeterRegistry registry;
    private final List<Gauge> gauges = new ArrayList<>();
    private volatile Optional<Last> last = Optional.empty();

    private record Last(Instant at, Report report) {}

    ReconcileMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Finding.Kind kind : Finding.Kind.values()) {
            found.put(
                    kind,
                    Counter.builder("reconcile." + kind.word())
                            .description("Differences between log and store that runs have found")
                            .register(registry));
            gauges.add(Gauge.builder("reconcile.last.findings", this, metrics -> metrics.of(done -> count(done, kind)))
                    .description("Differences that the last run has found")
                    .tag("kind", kind.word())
                    .strongReference(true)
                    .register(registry));
        }
        repaired = Counter.builder("reconcile.repaired")
                .description("Differences that runs have repaired")
                .register(registry);
        failed = Counter.builder("reconcile.failed")
                .description("Runs that were not finished")
                .register(registry);
        gauges.add(Gauge.builder(
                        "reconcile.last.time",
                        this,
                        metrics -> metrics.of(done -> done.at().toEpochMilli() / MILLIS_PER_SECOND))
                .description("When the last run ended, in seconds since 1970")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry));
        gauges.add(Gauge.builder(
                        "reconcile.last.duration",
                        this,
                        metrics -> metrics.of(done -> done.report().took().toMillis() / MILLIS_PER_SECOND))
                .description("How long the last run took")
                .baseUnit("seconds")
                .strongReference(true)
                .register(registry));
    }

    void ended(ReconciliationRun.Ending ending) {
        if (ending.report().isEmpty()) {
            failed.increment();
            return;
        }
        Report report = ending.report().get();
        found.forEach((kind, counter) -> counter.increment((double) report.found(kind)));
        repaired.increment((double) report.repairedInAll());
        last = Optional.of(new Last(ending.at(), report));
    }

    private static double count(Last done, Finding.Kind kind) {
        return (double) done.report().found(kind);
    }

    /** Not a number until there was a run. */
    private double of(ToDoubleFunction<Last> value) {
        return last.map(done -> value.applyAsDouble(done)).orElse(Double.NaN);
    }

    /** Takes back what shows the last run: a registry keeps its first gauge of a name. */
    @Override
    public void close() {
        gauges.forEach(registry::remove);
    }
}
