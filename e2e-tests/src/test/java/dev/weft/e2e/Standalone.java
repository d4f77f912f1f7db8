package dev.weft.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** One standalone, packaged: its own JVM with 1 GB of heap, its own data folder, free ports. Its log lies in {@code target}. */
final class Standalone implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Path data;
    private final Map<String, String> settings;
    private final Path log;
    private final int httpPort;
    private final int kafkaPort;
    private Process process;

    private Standalone(Path data, Map<String, String> settings) throws IOException {
        this.data = data;
        this.settings = Map.copyOf(settings);
        this.httpPort = freePort();
        this.kafkaPort = freePort();
        this.log = Project.target().resolve("standalone-" + COUNT.incrementAndGet() + ".log");
        this.process = launch();
    }

    /** Starts over what lies in {@code data} and waits until it is ready. */
    static Standalone start(Path data) throws IOException {
        return start(data, Map.of());
    }

    /** The same with configuration of its own. */
    static Standalone start(Path data, Map<String, String> settings) throws IOException {
        Standalone standalone = new Standalone(data, settings);
        standalone.awaitReady();
        return standalone;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + httpPort);
    }

    Gateway gateway() {
        return new Gateway(uri());
    }

    String kafka() {
        return "127.0.0.1:" + kafkaPort;
    }

    int kafkaPort() {
        return kafkaPort;
    }

    Path kafkaData() {
        return data.resolve("kafka");
    }

    /** Where its object store lies. */
    Path objects() {
        return data.resolve("objects");
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** SIGKILL: no hook runs, no buffer is flushed. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end and waits. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("standalone did not stop within " + STOP_LIMIT + "; see " + log);
        }
    }

    /** Starts again on the same data folder and ports. */
    void restart() throws IOException {
        if (process.isAlive()) {
            throw new IllegalStateException("stop or kill it first");
        }
        process = launch();
        awaitReady();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            kill();
        }
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                // It lives for a minute, of which the best compiler takes a quarter; DemoTest runs it with that one.
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of(
                "-jar",
                Project.standaloneJar().toString(),
                "up",
                "--data",
                data.toString(),
                "--port",
                Integer.toString(httpPort),
                "--kafka-port",
                Integer.toString(kafkaPort)));
        Process launched = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        // A test run that is itself cut off leaves no server behind.
        Runtime.getRuntime().addShutdownHook(new Thread(launched::destroyForcibly));
        return launched;
    }

    private void awaitReady() {
        try {
            Awaitility.await("readiness of " + uri())
                    .atMost(START_LIMIT)
                    .pollInterval(Duration.ofMillis(200))
                    .failFast("it ended; see " + log, () -> !process.isAlive())
                    .until(this::isReady);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("not ready within " + START_LIMIT + "; see " + log, e);
        }
    }

    private boolean isReady() throws IOException, InterruptedException {
        try {
            JsonNode health = gateway().get("/q/health/ready").body();
            return health.path("status").asText().equals("UP");
        } catch (IOException notYet) {
            return false;
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path newDataFolder() throws IOException {
        return Files.createTempDirectory(Project.target(), "data-");
    }
}
