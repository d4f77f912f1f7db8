package dev.weft.events;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real Apicurio registry as a process of its own, on a free port of the loopback address, in memory. The build unpacks it into target. */
final class RegistryServer implements AutoCloseable {

    private static final Path JAR = Path.of("target", "registry", "quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern ADDRESS = Pattern.compile("Listening on: (http://127\\.0\\.0\\.1:\\d+)");

    private final Process process;
    private final Thread stopper;
    private final String address;

    private RegistryServer(Process process, Thread stopper, String address) {
        this.process = process;
        this.stopper = stopper;
        this.address = address;
    }

    /** Blocks until it answers: some ten seconds. */
    static RegistryServer start() throws IOException {
        Path log = Files.createTempFile(Path.of("target"), "registry-", ".log");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=0",
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=0",
                        "-jar",
                        JAR.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Thread stopper = new Thread(process::destroyForcibly, "registry-stop");
        Runtime.getRuntime().addShutdownHook(stopper);
        String address = await("the registry, see " + log)
                .atMost(PATIENCE)
                .failFast("the registry has ended, see " + log, () -> !process.isAlive())
                .until(() -> address(log), Optional::isPresent)
                .orElseThrow();
        return new RegistryServer(process, stopper, address);
    }

    private static Optional<String> address(Path log) throws IOException {
        Matcher matcher = ADDRESS.matcher(Files.readString(log));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Where it listens: scheme, host and port. */
    String address() {
        return address;
    }

    /** Apicurio's own API, as an operator would name it. */
    String url() {
        return address + "/apis/registry/v3";
    }

    /** Settings of a platform that uses this registry; no broker is there. */
    KafkaSettings settings(String topicPrefix) {
        return new KafkaSettings(
                "localhost:9092", topicPrefix, 1, (short) -1, Optional.of(URI.create(url())), Map.of());
    }

    ForeignRegistryClient foreignClient() {
        return new ForeignRegistryClient(address + "/apis/ccompat/v7");
    }

    /** Returns when the process is gone. Idempotent. */
    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the registry must end when killed, got process " + process.pid());
        }
        Runtime.getRuntime().removeShutdownHook(stopper);
    }
}
