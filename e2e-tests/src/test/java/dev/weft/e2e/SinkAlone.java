package dev.weft.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged sink as its README tells to run it, in a folder of its own with exactly the configuration that stands there. */
final class SinkAlone implements AutoCloseable {

    private static final long STOP_SECONDS = 20;

    private final Path folder;
    private final int port;
    private final Process process;

    private SinkAlone(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Starts it. Only the broker's address and its own port are this machine's. */
    static SinkAlone start(String bootstrapServers) throws IOException {
        Path folder = Files.createTempDirectory(Project.target(), "sink-");
        Path configuration = folder.resolve("config/application.properties");
        Files.createDirectories(configuration.getParent());
        Files.writeString(configuration, readme("```properties\n(.*?)```", 1));
        int port = Standalone.freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:ReservedCodeCacheSize=256m",
                        "-XX:+UseSerialGC",
                        "-jar",
                        Project.sinkJar().toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sink.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "WEFT_KAFKA_BOOTSTRAP_SERVERS",
                        bootstrapServers,
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(port)));
        Process process = builder.start();
        // A test run that is itself cut off leaves no server behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new SinkAlone(folder, port, process);
    }

    /** The topic of the README's configuration. */
    static String topic() {
        return readme("weft.sink.foreign.topic=(\\S+)", 1);
    }

    /** The key of the record that the README sends. */
    static String recordKey() {
        return readme("echo '([^:]*):(.*?)'", 1);
    }

    static String recordValue() {
        return readme("echo '([^:]*):(.*?)'", 2);
    }

    Gateway http() {
        return new Gateway(URI.create("http://127.0.0.1:" + port));
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Where its index lies. */
    Path index() {
        return folder.resolve("data/index");
    }

    Path log() {
        return folder.resolve("sink.log");
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("the sink did not stop within " + STOP_SECONDS + " s; see " + log());
        }
    }

    private static String readme(String pattern, int group) {
        try {
            Path file = Project.root().resolve("services/sink/README.md");
            Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(Files.readString(file));
            if (!matcher.find()) {
                throw new AssertionError(file + " must hold " + pattern);
            }
            return matcher.group(group);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
