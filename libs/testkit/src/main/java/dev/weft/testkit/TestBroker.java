package dev.weft.testkit;

import dev.weft.embeddedkafka.EmbeddedKafka;
import dev.weft.events.KafkaSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One broker per JVM, started when first asked for and stopped with the JVM; its data is thrown away. */
public final class TestBroker {

    private static final AtomicInteger PREFIXES = new AtomicInteger();
    private static @Nullable EmbeddedKafka shared;

    private TestBroker() {}

    /** Settings for the shared broker with a topic prefix nobody else has, and few partitions. */
    public static KafkaSettings freshSettings() {
        String prefix = "t" + ProcessHandle.current().pid() + "-" + PREFIXES.incrementAndGet() + ".";
        return new KafkaSettings(bootstrapServers(), prefix, 3, (short) -1, Optional.empty(), Map.of());
    }

    /** host:port of the shared broker, started if need be. */
    public static synchronized String bootstrapServers() {
        if (shared == null) {
            shared = start();
        }
        return shared.bootstrapServers();
    }

    private static EmbeddedKafka start() {
        try {
            Path folder = Files.createTempDirectory("weft-test-kafka");
            EmbeddedKafka broker = EmbeddedKafka.at(folder);
            broker.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker, folder), "weft-test-kafka-stop"));
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException("a folder for the test broker", e);
        }
    }

    private static void stop(EmbeddedKafka broker, Path folder) {
        broker.close();
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException("removing " + folder, e);
        }
    }
}
