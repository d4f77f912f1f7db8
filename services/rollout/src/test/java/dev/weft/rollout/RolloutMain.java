package dev.weft.rollout;

import dev.weft.events.KafkaSettings;
import dev.weft.rollout.steps.StepObserver.Point;
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

    /** Takes the broker, the prefix of the topics, their partitions, a folder, and the point to stop at. */
    public static void main(String[] args) throws InterruptedException {
        KafkaSettings kafka = new KafkaSettings(
                args[0], args[1], Integer.parseInt(args[2]), (short) -1, Optional.empty(), SHORT_SESSION);
        Path folder = Path.of(args[3]);
        Point stop = Point.valueOf(args[4]);
        String uri = "lucene:" + folder.resolve("index");
        VectorStore store = VectorStores.open(uri);
        Indexer indexer = new Indexer(kafka, store);
        indexer.start();
        RolloutRuntime.start(
                RolloutRig.settings(kafka, uri, folder, "", Duration.ofSeconds(60)),
                VectorStores.open(uri),
                RolloutRig.bundle(),
                Rotation::of,
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
