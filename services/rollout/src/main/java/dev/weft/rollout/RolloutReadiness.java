package dev.weft.rollout;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when releases are kept in step and brought live, here or by the instance that leads; else it says why not. */
@Readiness
@ApplicationScoped
class RolloutReadiness implements HealthCheck {

    private final RolloutService rollout;

    RolloutReadiness(RolloutService rollout) {
        this.rollout = rollout;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> problem = rollout.problem();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("rollout").status(problem.isEmpty()).withData("role", rollout.role());
        problem.ifPresent(reason -> response.withData("reason", reason));
        return response.build();
    }
}
