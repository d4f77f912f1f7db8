package dev.weft.embeddedkafka;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One KRaft node, broker and controller at once, reachable from this machine only. Everything it knows lies in its folder: started again on
 * the same folder, after a crash too, it goes on where it was. Thread-safe.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);

    private final Path folder;
    private final OptionalInt wantedPort;
    private @Nullable KafkaRaftServer server;
    private int port;

    private EmbeddedKafka(Path folder, OptionalInt wantedPort) {
        this.folder = folder;
        this.wantedPort = wantedPort;
    }

    /** A broker on a free port. */
    public static EmbeddedKafka at(Path folder) {
        return new EmbeddedKafka(folder, OptionalInt.empty());
    }

    /** A broker on this port. */
    public static EmbeddedKafka at(Path folder, int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be 1 to 65535, got " + port);
        }
        return new EmbeddedKafka(folder, OptionalInt.of(port));
    }

    /**
     * Starts the broker and returns when it takes requests. Idempotent.
     *
     * @throws IllegalStateException if the port is taken, or the folder belongs to a running broker or can't be used
     */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        wantedPort.ifPresent(EmbeddedKafka::requireFree);
        port = wantedPort.orElseGet(EmbeddedKafka::freePort);
        int controllerPort = freePort();
        Properties properties = BrokerProperties.of(folder, port, controllerPort);
        KafkaRaftServer starting;
        try {
            Files.createDirectories(folder);
            format();
            starting = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
            starting.startup();
        } catch (IOException e) {
            throw new UncheckedIOException("the broker's folder can't be used: " + folder, e);
        }
        server = starting;
        LOG.info("embedded Kafka is up at {} with its data in {}", bootstrapServers(), folder);
    }

    /** host:port of the running broker. */
    public synchronized String bootstrapServers() {
        if (server == null) {
            throw new IllegalStateException("the broker must be started first, got none in " + folder);
        }
        return "127.0.0.1:" + port;
    }

    /** Stops the broker; its data stays. Idempotent. */
    @Override
    public synchronized void close() {
        KafkaRaftServer running = server;
        server = null;
        if (running != null) {
            running.shutdown();
            running.awaitShutdown();
        }
    }

    private void format() throws IOException {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream silence = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silence)
                    .setNodeId(BrokerProperties.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setControllerListenerName(BrokerProperties.CONTROLLER)
                    .setMetadataLogDirectory(Optional.of(folder.toString()))
                    .addDirectory(folder.toString())
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("formatting " + folder, e);
        }
    }

    /** The broker itself would end in a stack trace that doesn't name the port. */
    private static void requireFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new IllegalStateException("port " + port + " must be free for the broker, got: " + e.getMessage(), e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback interface", e);
        }
    }
}
