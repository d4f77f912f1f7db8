package dev.weft.miner;

import dev.weft.events.KafkaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A miner as a process of its own, which a test can kill. */
final class MinerMain {

    /** So that a test need not wait long until the group takes a killed miner for dead. */
    private static final Map<String, String> SHORT_SESSION =
            Map.of("session.timeout.ms", "2500", "heartbeat.interval.ms", "500");

    private MinerMain() {}

    /** Takes the broker, the prefix of the topics, their partitions, the store's URI and a folder. */
    public static void main(String[] args) throws InterruptedException {
        KafkaSettings kafka = new KafkaSettings(
                args[0], args[1], Integer.parseInt(args[2]), (short) -1, Optional.empty(), SHORT_SESSION);
        MinerSettings settings = MinerRig.settings(kafka, args[3], Path.of(args[4]));
        try (MinerRuntime _ = MinerRuntime.start(settings, settings::release, new SimpleMeterRegistry())) {
            System.out.println("started");
            new CountDownLatch(1).await();
        }
    }
}
