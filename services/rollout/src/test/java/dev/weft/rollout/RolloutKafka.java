package dev.weft.rollout;

import dev.weft.testkit.TestBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;

/** A broker and a store for the application under test. */
public final class RolloutKafka implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of(
                "weft.kafka.bootstrap-servers",
                TestBroker.bootstrapServers(),
                "weft.topics.prefix",
                "quarkus-rollout.",
                "weft.topics.partitions",
                "1",
                "weft.vector-store",
                "memory:quarkus-rollout",
                "weft.rollout.state",
                Path.of("target", "rollout").toAbsolutePath().toString(),
                "quarkus.http.test-port",
                "0");
    }

    @Override
    public void stop() {
        // The broker ends with the JVM.
    }
}
