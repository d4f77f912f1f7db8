package dev.weft.standalone;

import dev.weft.embeddedkafka.EmbeddedKafka;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What {@link Standalone} does around Quarkus, for the time of a test: a fresh data folder and a broker on it. */
public final class EmbeddedBroker implements QuarkusTestResourceLifecycleManager {

    private Map<String, String> more = Map.of();
    private @Nullable DataFolder data;
    private @Nullable EmbeddedKafka kafka;

    /** @param arguments of the test: configuration beside the assembly's */
    @Override
    public void init(Map<String, String> arguments) {
        more = Map.copyOf(arguments);
    }

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "data-");
            int kafkaPort = Ports.choose("--kafka-port", OptionalInt.empty(), OptionalInt.empty(), "127.0.0.1");
            DataFolder locked = DataFolder.lock(folder);
            EmbeddedKafka broker = EmbeddedKafka.at(locked.kafka(), kafkaPort);
            broker.start();
            data = locked;
            kafka = broker;
            Assembly assembly = new Assembly(locked, "127.0.0.1", 0, kafkaPort, OptionalInt.of(2), Optional.empty());
            Map<String, String> configuration = new HashMap<>(assembly.configuration());
            configuration.put("quarkus.http.test-port", "0");
            configuration.putAll(more);
            return configuration;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (StartException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        try {
            if (kafka != null && data != null) {
                kafka.close();
                data.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
