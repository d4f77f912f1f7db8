package dev.weft.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.embeddedkafka.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** One broker for the tests of this module; each test has its own topics. */
public final class Broker {

    private static final AtomicInteger TESTS = new AtomicInteger();
    private static final EmbeddedKafka BROKER = start();

    private Broker() {}

    /** Settings with a fresh prefix whose topics exist. */
    public static KafkaSettings topics(int partitions) {
        KafkaSettings settings = new KafkaSettings(
                BROKER.bootstrapServers(),
                "test" + TESTS.incrementAndGet() + ".",
                partitions,
                (short) -1,
                Optional.empty(),
                Map.of("session.timeout.ms", "6000", "heartbeat.interval.ms", "300"));
        TopicProvisioner.ensure(settings, Duration.ofSeconds(30));
        return settings;
    }

    /** Sends the values, each with itself as key, spread evenly over the partitions, and waits for the broker's word. */
    static void send(KafkaSettings settings, String topic, int partitions, List<String> values) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (Producer<String, byte[]> producer = Producers.idempotent(settings, "test")) {
            for (String value : values) {
                sent.add(producer.send(new ProducerRecord<>(
                        topic, sent.size() % partitions, value, value.getBytes(StandardCharsets.UTF_8))));
            }
        }
        assertThat(sent).allSatisfy(one -> assertThat(one).succeedsWithin(Duration.ZERO));
    }

    /** The numbers from {@code from} up to, but without, {@code to}. */
    static List<String> values(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    private static EmbeddedKafka start() {
        try {
            EmbeddedKafka broker = EmbeddedKafka.at(Files.createTempDirectory("weft-events"));
            broker.start();
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException("a folder for the broker", e);
        }
    }
}
