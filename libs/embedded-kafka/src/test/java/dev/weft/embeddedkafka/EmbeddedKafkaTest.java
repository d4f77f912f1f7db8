package dev.weft.embeddedkafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedKafkaTest {

    private final Path folder;

    EmbeddedKafkaTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void shouldKeepTopicsRecordsAndItsNameWhenStartedAgain() throws Exception {
        // given
        String clusterId;
        try (EmbeddedKafka kafka = EmbeddedKafka.at(folder)) {
            kafka.start();
            kafka.start();
            clusterId = clusterId(kafka.bootstrapServers());
            createTopic(kafka.bootstrapServers());
            send(kafka.bootstrapServers(), "kept");
        }

        // when
        try (EmbeddedKafka again = EmbeddedKafka.at(folder)) {
            again.start();

            // then
            assertThat(clusterId(again.bootstrapServers())).isEqualTo(clusterId);
            assertThat(readOne(again.bootstrapServers())).isEqualTo("kept");
        }
    }

    @Test
    void shouldKeepWhatWasAcknowledgedWhenKilled() throws Exception {
        // given
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = process.inputReader()) {
            String bootstrapServers = lines.readLine();
            assertThat(bootstrapServers).startsWith("127.0.0.1:");
            createTopic(bootstrapServers);
            send(bootstrapServers, "acknowledged");

            // when
            process.destroyForcibly();
            process.waitFor();
        }

        // then
        try (EmbeddedKafka again = EmbeddedKafka.at(folder)) {
            again.start();
            assertThat(readOne(again.bootstrapServers())).isEqualTo("acknowledged");
        }
    }

    @Test
    void shouldListenOnTheLoopbackInterfaceOnlyWhenStarted() throws Exception {
        // given
        int port = freePort();

        // when
        try (EmbeddedKafka kafka = EmbeddedKafka.at(folder, port)) {
            kafka.start();

            // then (another loopback address is as foreign to it as another machine)
            assertThat(kafka.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
            try (ServerSocket elsewhere = new ServerSocket()) {
                elsewhere.bind(new InetSocketAddress("127.0.0.2", port));
                assertThat(elsewhere.isBound()).isTrue();
            }
        }
    }

    @Test
    void shouldSayWhichPortWhenItIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EmbeddedKafka kafka = EmbeddedKafka.at(folder, taken.getLocalPort())) {
            assertThatIllegalStateException()
                    .isThrownBy(kafka::start)
                    .withMessageContaining(Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void shouldRefuseWhenThePortIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> EmbeddedKafka.at(folder, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> EmbeddedKafka.at(folder, 65_536));
    }

    @Test
    void shouldHaveNoAddressWhenItIsNotRunning() {
        assertThatIllegalStateException()
                .isThrownBy(() -> EmbeddedKafka.at(folder).bootstrapServers());
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String clusterId(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return admin.describeCluster().clusterId().get();
        }
    }

    private static void createTopic(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
        }
    }

    private static void send(String bootstrapServers, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("t", "key", value)).get();
        }
    }

    private static String readOne(String bootstrapServers) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "group.id", "g", "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of("t"));
            return consumer.poll(Duration.ofSeconds(30)).iterator().next().value();
        }
    }
}
