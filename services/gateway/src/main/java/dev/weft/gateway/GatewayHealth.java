package dev.weft.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Readiness, part by part, each with its reason. */
@ApplicationScoped
class GatewayHealth {

    private final Backends backends;

    @Inject
    GatewayHealth(Backends backends) {
        this.backends = backends;
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck gatewayKafkaReadiness() {
        return check("gateway: Kafka", backends::kafkaProblem);
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck gatewayModelReadiness() {
        return check("gateway: model", backends::modelProblem);
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck gatewayVectorStoreReadiness() {
        return check("gateway: vector store", backends::vectorsProblem);
    }

    /** The process answers; what it waits for is readiness' business, a restart would not bring it. */
    @Produces
    @Liveness
    @ApplicationScoped
    HealthCheck gatewayLiveness() {
        return () -> HealthCheckResponse.up("gateway");
    }

    private static HealthCheck check(String name, Supplier<Optional<String>> problem) {
        return () -> {
            HealthCheckResponseBuilder response = HealthCheckResponse.named(name);
            Optional<String> reason = problem.get();
            reason.ifPresent(text -> response.withData("reason", text));
            return response.status(reason.isEmpty()).build();
        };
    }
}
