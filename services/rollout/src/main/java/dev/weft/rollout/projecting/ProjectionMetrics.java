package dev.weft.rollout.projecting;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The meters of projectors. Their names are part of the operations contract. Thread-safe. */
final class ProjectionMetrics implements ProjectionObserver {

    private final MeterRegistry registry;
    private final Timer batches;

    ProjectionMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.batches = Timer.builder("rollout.projection")
                .description("A batch of records: features, heads, transaction")
                .register(registry);
    }

    @Override
    public void projected(List<Projected> outcomes, Duration took) {
        batches.record(took);
        outcomes.forEach(this::count);
    }

    private void count(Projected outcome) {
        switch (outcome) {
            case Projected.Done done -> records(done.made().isEmpty() ? "projected" : "reinferred");
            case Projected.Deleted _ -> records("deleted");
            case Projected.Skipped skipped -> records(skipped.why().name().toLowerCase(Locale.ROOT));
            case Projected.Refused refused -> {
                records("refused");
                Counter.builder("dead.letters")
                        .description("Records that could not be processed")
                        .tag("stage", refused.refusal().stage().wireName())
                        .tag("reason", refused.refusal().reason())
                        .register(registry)
                        .increment();
            }
        }
    }

    private void records(String outcome) {
        Counter.builder("rollout.records")
                .description("Records of the embeddings topic that projectors have handled")
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }
}
