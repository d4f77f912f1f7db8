package dev.weft.sink;

import dev.weft.testkit.TestBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;

/** The test JVM's broker, for the application under test. */
public final class SinkKafka implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of(
                "weft.kafka.bootstrap-servers",
                TestBroker.bootstrapServers(),
                "weft.topics.prefix",
                "quarkus-sink.",
                "weft.topics.partitions",
                "1",
                "weft.vector-store",
                "lucene:" + Path.of("target", "index").toAbsolutePath(),
                "quarkus.http.test-port",
                "0");
    }

    @Override
    public void stop() {
        // The broker ends with the JVM.
    }
}
