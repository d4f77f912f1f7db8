package dev.weft.trainer;

import dev.weft.embeddedkafka.EmbeddedKafka;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real broker and a folder of objects for the application under test. */
public final class TrainerPlatform implements QuarkusTestResourceLifecycleManager {

    private @Nullable EmbeddedKafka kafka;

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory("weft-trainer");
            EmbeddedKafka broker = EmbeddedKafka.at(folder.resolve("kafka"));
            broker.start();
            kafka = broker;
            return Map.of(
                    "weft.kafka.bootstrap-servers",
                    broker.bootstrapServers(),
                    "weft.topics.partitions",
                    "2",
                    "weft.object-store",
                    "folder:" + folder.resolve("objects"),
                    "weft.trainer.state",
                    folder.resolve("trainer").toString(),
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
