package dev.weft.gateway;

import dev.weft.embeddedkafka.EmbeddedKafka;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real broker, a folder of objects and vectors in memory, for the application under test. */
public final class Platform implements QuarkusTestResourceLifecycleManager {

    /** Where the tests find the vectors the application searches. */
    public static final String VECTORS = "memory:gateway-test";

    /** Small, so that a test of the cap is small. */
    public static final int MAX_FILE_BYTES = 2 << 20;

    /** See {@link #MAX_FILE_BYTES}. */
    public static final int MAX_JSON_BYTES = 1 << 20;

    private @Nullable EmbeddedKafka kafka;

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory("weft-gateway");
            EmbeddedKafka broker = EmbeddedKafka.at(folder.resolve("kafka"));
            broker.start();
            kafka = broker;
            return Map.of(
                    "weft.gateway.max-file-bytes",
                    Integer.toString(MAX_FILE_BYTES),
                    "weft.gateway.max-json-bytes",
                    Integer.toString(MAX_JSON_BYTES),
                    "weft.kafka.bootstrap-servers",
                    broker.bootstrapServers(),
                    "weft.topics.partitions",
                    "2",
                    "weft.object-store",
                    "folder:" + folder.resolve("objects"),
                    "weft.vector-store",
                    VECTORS,
                    "weft.gateway.state",
                    folder.resolve("gateway").toString(),
                    "quarkus.http.test-port",
                    "0");
        } catch (IOException e) {
            throw new UncheckedIOException("making a temporary folder", e);
        }
    }

    @Override
    public void stop() {
        EmbeddedKafka broker = kafka;
        if (broker != null) {
            broker.close();
        }
    }
}
