package dev.weft.embedder;

import dev.weft.testkit.TestBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;

/** The test JVM's broker, for the application under test. */
public final class EmbedderKafka implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of(
                "weft.kafka.bootstrap-servers",
                TestBroker.bootstrapServers(),
                "weft.topics.prefix",
                "quarkus-embedder.",
                "weft.topics.partitions",
                "1",
                "weft.object-store",
                "folder:" + Path.of("target", "objects").toAbsolutePath(),
                "quarkus.http.test-port",
                "0");
    }

    @Override
    public void stop() {
        // The broker ends with the JVM.
    }
}
