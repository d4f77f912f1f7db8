package dev.weft.miner;

import dev.weft.testkit.TestBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;

/** The test JVM's broker, for the application under test. */
public final class MinerKafka implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of(
                "weft.kafka.bootstrap-servers",
                TestBroker.bootstrapServers(),
                "weft.topics.prefix",
                "quarkus-miner.",
                "weft.topics.partitions",
                "1",
                "weft.vector-store",
                "memory:miner",
                "weft.object-store",
                "folder:" + Path.of("target", "objects").toAbsolutePath(),
                "weft.miner.state",
                Path.of("target", "state").toAbsolutePath().toString(),
                "quarkus.http.test-port",
                "0");
    }

    @Override
    public void stop() {
        // The broker ends with the JVM.
    }
}
