package dev.weft.gateway.http;

import dev.weft.http.ProblemReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** The gateway's counters and timers. */
@ApplicationScoped
class GatewayMetrics {

    private final MeterRegistry registry;
    private final Counter accepted;
    private final Timer search;

    @Inject
    GatewayMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.accepted = Counter.builder("media.accepted")
                .description("Versions of items the broker has acknowledged")
                .register(registry);
        this.search = Timer.builder("search")
                .description("Time from a search's parsed request to its hits")
                .serviceLevelObjectives(
                        Duration.ofMillis(2),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(20),
                        Duration.ofMillis(30),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1))
                .register(registry);
    }

    void accepted() {
        accepted.increment();
    }

    void rejected(ProblemReason reason) {
        Counter.builder("media.rejected")
                .description("Uploads that were refused")
                .tag("reason", reason.word())
                .register(registry)
                .increment();
    }

    void searched(Duration duration) {
        search.record(duration);
    }
}
