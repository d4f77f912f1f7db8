package dev.weft.miner;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when anchors become batches, or when the miner is disabled; else it says why. */
@Readiness
@ApplicationScoped
class MinerReadiness implements HealthCheck {

    private final MinerService miner;

    MinerReadiness(MinerService miner) {
        this.miner = miner;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> problem = miner.problem();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("miner").status(problem.isEmpty());
        problem.ifPresent(reason -> response.withData("reason", reason));
        return response.build();
    }
}
