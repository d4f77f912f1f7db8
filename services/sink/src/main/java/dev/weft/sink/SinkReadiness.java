package dev.weft.sink;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the vector store is open and can be written, Kafka answers, and nothing is stuck. */
@Readiness
@ApplicationScoped
class SinkReadiness implements HealthCheck {

    private final SinkService sink;

    SinkReadiness(SinkService sink) {
        this.sink = sink;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> problem = sink.problem();
        return problem.map(reason -> HealthCheckResponse.named("sink").down().withData("reason", reason))
                .orElseGet(() -> HealthCheckResponse.named("sink").up())
                .build();
    }
}
