package dev.weft.sink;

import dev.weft.events.KafkaSettings;
import dev.weft.vectorstore.VectorStores;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How long the group waits for a silent sink before others get its partitions. A call to the store that has begun goes on when its process is stopped,
 * and must have ended by then: the next owner's writes come after it.
 */
final class MemberPatience {

    private static final String KEY = ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG;

    /** What the consumer takes when nothing is said. */
    private static final Duration USUAL = Duration.ofSeconds(10);

    /** The group last heard of the member up to a heartbeat, 3 s, before the call began. */
    private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(5);

    private MemberPatience() {}

    /**
     * Kafka's settings with a session long enough for the store's calls, if it is not set.
     *
     * @throws IllegalArgumentException if the session is set, and shorter than the store's calls, or the store's URI is wrong
     */
    static KafkaSettings forStore(String vectorStore, KafkaSettings kafka) {
        Optional<Duration> deadline = VectorStores.deadline(vectorStore);
        if (deadline.isEmpty()) {
            return kafka;
        }
        Optional<Duration> session = Optional.ofNullable(kafka.properties().get(KEY))
                .map(millis -> Duration.ofMillis(Long.parseLong(millis.strip())));
        if (session.isPresent()) {
            requireLonger(session.get(), deadline.get());
            return kafka;
        }
        Duration enough = deadline.get().plus(BETWEEN_HEARTBEATS);
        return enough.compareTo(USUAL) <= 0 ? kafka : with(kafka, enough);
    }

    private static void requireLonger(Duration session, Duration deadline) {
        if (session.compareTo(deadline) <= 0) {
            throw new IllegalArgumentException("weft.kafka.properties." + KEY + ", which is " + session
                    + ", must be longer than the deadline of a call to the vector store, got a deadline of " + deadline
                    + "; shorten it in weft.vector-store (deadline=PT" + Math.max(1, session.toSeconds() / 2)
                    + "S), or lengthen the session");
        }
    }

    private static KafkaSettings with(KafkaSettings kafka, Duration session) {
        Map<String, String> properties = new HashMap<>(kafka.properties());
        properties.put(KEY, Long.toString(session.toMillis()));
        return new KafkaSettings(
                kafka.bootstrapServers(),
                kafka.topicPrefix(),
                kafka.partitions(),
                kafka.replicationFactor(),
                kafka.schemaRegistry(),
                properties);
    }
}
