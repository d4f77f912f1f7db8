package dev.weft.trainer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when rounds can begin, or are under way, here or in the trainer that leads; else it says why not. */
@Readiness
@ApplicationScoped
class TrainerReadiness implements HealthCheck {

    private final TrainerService trainer;

    TrainerReadiness(TrainerService trainer) {
        this.trainer = trainer;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> problem = trainer.problem();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("trainer").status(problem.isEmpty()).withData("role", trainer.role());
        problem.ifPresent(reason -> response.withData("reason", reason));
        return response.build();
    }
}
