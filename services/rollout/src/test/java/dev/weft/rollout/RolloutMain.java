package dev.weft.rollout;

import dev.weft.events.KafkaSettings;
import dev.weft.rollout.steps.StepObserver.Point;
import dev.weft.testkit.JavaLaunch;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A rollout and an index on disk as a process of their own, which a test kills. It stops at a point, and says so. */
final class RolloutMain {

    /** So that a test need not wait long until the groups take a killed process for dead. */
    private static final Map<String, String> SHORT_SESSION =
            Map.of("session.timeout.ms", "2500", "heartbeat.interval.ms", "500");

    private RolloutMain() {}

    /** A process that prints each point which it reaches, and what its projections do, and stops at the point. The bundle of other towers can be added to its arguments. */
    static JavaLaunch launch(KafkaSettings kafka, Path folder, Point stop) {
        return JavaLaunch.of(RolloutMain.class)
                .options(
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--add-modules=jdk.incubator.vector")
                .arguments(kafka.bootstrapServers(), kafka.topicPrefix(), kafka.partitions(), folder, stop);
    }

    /** Takes the broker, the prefix of the topics, their partitions, a folder, the point to stop at and, if a release is of other towers, their bundle. */
    public static void main(String[] args) throws InterruptedException {
        KafkaSettings kafka = new KafkaSettings(
                args[0], args[1], Integer.parseInt(args[2]), (short) -1, Optional.empty(), SHORT_SESSION);
        Path folder = Path.of(args[3]);
        Point stop = Point.valueOf(args[4]);
        ToldProjections projections =
                args.length > 5 ? ToldProjections.withBundle(args[5], folder) : ToldProjections.ofRotations();
        String uri = "lucene:" + folder.resolve("index");
        VectorStore store = VectorStores.open(uri);
        Indexer indexer = new Indexer(kafka, store);
        indexer.start();
        RolloutRuntime.start(
                RolloutRig.settings(kafka, uri, folder, "", Duration.ofSeconds(60)),
                VectorStores.open(uri),
                RolloutRig.bundle(),
                projections,
                _ -> List.of(),
                (point, _) -> {
                    System.out.println(point);
                    if (point == stop) {
                        awaitTheEnd();
                    }
                },
                new SimpleMeterRegistry(),
                () -> {});
        awaitTheEnd();
    }

    private static void awaitTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
