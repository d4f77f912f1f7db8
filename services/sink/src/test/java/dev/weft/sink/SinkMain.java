package dev.weft.sink;

import dev.weft.events.KafkaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

/** A sink as a process of its own, which a test can kill and stop. It prints {@link #STARTED} and works until it is killed. */
final class SinkMain {

    static final String STARTED = "started";

    /** The shortest that a broker allows, so that a test need not wait long until the group takes a stopped sink for dead. */
    private static final Map<String, String> SHORT_SESSION =
            Map.of("session.timeout.ms", "6000", "heartbeat.interval.ms", "1000");

    private SinkMain() {}

    /** Takes the broker, the prefix of the topics, their partitions, the store's URI and the number of writers. */
    public static void main(String[] args) throws InterruptedException {
        KafkaSettings kafka = new KafkaSettings(
                args[0], args[1], Integer.parseInt(args[2]), (short) -1, Optional.empty(), SHORT_SESSION);
        SinkSettings settings = SinkRig.settings(kafka, args[3], OptionalInt.empty(), Integer.parseInt(args[4]));
        SinkRuntime sink = SinkRuntime.start(settings, new SimpleMeterRegistry());
        System.out.println(STARTED);
        new CountDownLatch(1).await();
        sink.close();
    }
}
