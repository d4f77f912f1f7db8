package dev.weft.sink;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the vector store is open and can be written, Kafka answers, and nothing is stuck; else it says why and since when. */
@Readiness
@ApplicationScoped
class SinkReadiness implements HealthCheck {

    private final SinkService sink;

    SinkReadiness(SinkService sink) {
        this.sink = sink;
    }

    @Override
    public HealthCheckResponse call() {
        SinkHealth health = sink.health();
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("sink").status(health.reason().isEmpty());
        health.reason().ifPresent(reason -> response.withData("reason", reason));
        health.waitsFor().ifPresent(what -> response.withData("waits-for", what));
        health.since().ifPresent(since -> response.withData("since", since.toString()));
        health.store().ifPresent(store -> {
            store.problem().ifPresent(problem -> response.withData("store-problem", problem));
            store.capabilities().forEach((name, value) -> response.withData("store-" + name, value));
        });
        return response.build();
    }
}
