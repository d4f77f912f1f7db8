package dev.weft.sink;

import dev.weft.testkit.TestBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The test JVM's broker, for the application under test. */
public final class SinkKafka implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        // One of its own: what an earlier run has left is nothing that this run's log knows.
        Path index;
        try {
            index = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "index");
        } catch (IOException e) {
            throw new UncheckedIOException("making a folder for the index", e);
        }
        return Map.of(
                "weft.kafka.bootstrap-servers",
                TestBroker.bootstrapServers(),
                "weft.topics.prefix",
                "quarkus-sink.",
                "weft.topics.partitions",
                "1",
                "weft.vector-store",
                "lucene:" + index,
                "quarkus.http.test-port",
                "0");
    }

    @Override
    public void stop() {
        // The broker ends with the JVM.
    }
}
