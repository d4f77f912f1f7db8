package dev.weft.sink;

import dev.weft.core.running.Backoff;
import dev.weft.events.KafkaSettings;
import dev.weft.testkit.TestObjects;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A sink as a process of its own that reads as much ahead as a deployed one does, and prints each change of its readiness. */
final class PoisonedSink {

    static final String READY = "ready";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private PoisonedSink() {}

    /** Takes the broker, the prefix of the topics, their partitions, the store's URI and the vectors' dimension. */
    public static void main(String[] args) throws InterruptedException {
        KafkaSettings kafka =
                new KafkaSettings(args[0], args[1], Integer.parseInt(args[2]), (short) -1, Optional.empty(), Map.of());
        SinkSettings test = SinkRig.settings(kafka, args[3], OptionalInt.of(Integer.parseInt(args[4])), 1);
        SinkSettings settings = new SinkSettings(
                kafka,
                test.vectorStore(),
                TestObjects.RELEASE,
                test.dimension(),
                new SinkSettings.Reading(
                        test.reading().groupId(), Duration.ofMillis(5), 10_000, 64L << 20, Duration.ofSeconds(5)),
                new SinkSettings.Writing(
                        1,
                        new BatchLimits(500, 8L << 20),
                        Duration.ofSeconds(1),
                        new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10)),
                        Duration.ofSeconds(30)),
                Optional.empty());
        try (SinkRuntime sink = SinkRuntime.start(settings, new SimpleMeterRegistry())) {
            String said = "";
            while (true) {
                String readiness = sink.problem().map("not ready: "::concat).orElse(READY);
                if (!readiness.equals(said)) {
                    System.out.println(readiness);
                    said = readiness;
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        }
    }
}
