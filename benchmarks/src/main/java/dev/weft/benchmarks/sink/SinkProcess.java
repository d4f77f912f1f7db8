package dev.weft.benchmarks.sink;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** The sink as it is deployed: a process of its own. */
final class SinkProcess implements AutoCloseable {

    private static final String GROUP = "weft-sink-bench";
    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final long POLL_MILLIS = 50;

    private final Process process;
    private final Path log;

    private SinkProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static SinkProcess start(Path root, Path log, String bootstrapServers, String topicPrefix, String store)
            throws IOException {
        Path jar = root.resolve("services/sink/target/quarkus-app/quarkus-run.jar");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules=jdk.incubator.vector",
                "-Xmx1g",
                "-jar",
                jar.toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        File file = log.toFile();
        builder.redirectOutput(ProcessBuilder.Redirect.to(file));
        builder.environment()
                .putAll(Map.of(
                        "WEFT_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers,
                        "WEFT_TOPICS_PREFIX", topicPrefix,
                        "WEFT_VECTOR_STORE", store,
                        "WEFT_RELEASE", VectorTopic.RELEASE.toString(),
                        "WEFT_SINK_GROUP_ID", GROUP,
                        "QUARKUS_HTTP_HOST", "127.0.0.1",
                        "QUARKUS_HTTP_PORT", "0"));
        return new SinkProcess(builder.start(), log);
    }

    /**
     * Rows a second until the topic's end is committed.
     *
     * @param warmUp how many rows are done before the clock starts
     */
    double rowsPerSecond(VectorTopic topic, int warmUp, Admin admin) throws ExecutionException, InterruptedException {
        long size = topic.size(admin);
        long first = await(topic, admin, warmUp);
        long from = System.nanoTime();
        await(topic, admin, size);
        return (size - first) / ((System.nanoTime() - from) / 1e9);
    }

    private long await(VectorTopic topic, Admin admin, long rows) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the sink has ended, see " + log);
            }
            long done = topic.done(admin, GROUP);
            if (done >= rows) {
                return done;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        throw new IllegalStateException("the sink did not do " + rows + " rows in " + LIMIT + ", see " + log);
    }

    /** Lets the next one start at the beginning. */
    static void forget(Admin admin) throws ExecutionException, InterruptedException {
        admin.deleteConsumerGroups(List.of(GROUP)).all().get();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
    }
}
