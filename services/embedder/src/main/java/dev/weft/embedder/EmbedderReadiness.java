package dev.weft.embedder;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the model has done a real inference, Kafka answers, and nothing is stuck. */
@Readiness
@ApplicationScoped
class EmbedderReadiness implements HealthCheck {

    private final EmbedderService embedder;

    EmbedderReadiness(EmbedderService embedder) {
        this.embedder = embedder;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> problem = embedder.problem();
        return problem.map(
                        reason -> HealthCheckResponse.named("embedder").down().withData("reason", reason))
                .orElseGet(() -> HealthCheckResponse.named("embedder").up())
                .build();
    }
}
