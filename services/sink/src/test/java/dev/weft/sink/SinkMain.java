package dev.weft.sink;

import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import dev.weft.vectorstore.WriteOutcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

/** A sink as a process of its own, which a test can kill and stop. It prints {@link #WROTE} after each write to the store. */
final class SinkMain {

    static final String WROTE = "wrote";

    private SinkMain() {}

    /** Takes the broker, the prefix of the topics, their partitions, the store's URI, the number of writers and the session's length in milliseconds. */
    public static void main(String[] args) throws InterruptedException {
        KafkaSettings kafka = new KafkaSettings(
                args[0],
                args[1],
                Integer.parseInt(args[2]),
                (short) -1,
                Optional.empty(),
                Map.of("session.timeout.ms", args[5], "heartbeat.interval.ms", "500"));
        SinkSettings settings = SinkRig.settings(kafka, args[3], OptionalInt.empty(), Integer.parseInt(args[4]));
        VectorStore store = new ForwardingStore(VectorStores.open(settings.vectorStore())) {
            @Override
            public List<WriteOutcome> apply(String collection, List<Mutation> mutations) {
                List<WriteOutcome> outcomes = super.apply(collection, mutations);
                System.out.println(WROTE);
                return outcomes;
            }
        };
        SinkRuntime sink =
                SinkRuntime.start(settings, new SimpleMeterRegistry(), store, EventCodecs.open(settings.kafka()));
        new CountDownLatch(1).await();
        sink.close();
    }
}
