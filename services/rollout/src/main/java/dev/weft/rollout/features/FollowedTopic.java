package dev.weft.rollout.features;

import dev.weft.events.KafkaSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The newest value per key of a compacted topic, in a folder of its own: it follows the topic on a thread, resumes after a restart, and is made anew when
 * the folder is lost, damaged, too old or from another topic. Safe for use by several threads.
 */
final class FollowedTopic implements AutoCloseable {

    private final TopicStore store;
    private final TopicTail tail;

    private FollowedTopic(TopicStore store, TopicTail tail) {
        this.store = store;
        this.tail = tail;
    }

    /**
     * Opens the folder and starts to follow the topic; a broker that isn't there yet is waited for. The caller closes it.
     *
     * @param what there is on the topic, as a word in the plural
     * @throws UncheckedIOException if the folder can't be written, or another process has it
     */
    static FollowedTopic open(KafkaSettings kafka, String topic, String what, Path folder) {
        try {
            TopicStore store = TopicStore.openOrReplace(folder);
            TopicTail tail = new TopicTail(kafka, topic, what, store, Clock.systemUTC());
            tail.start();
            return new FollowedTopic(store, tail);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns when all that was committed to the topic before the call is known.
     *
     * @throws TimeoutException if it isn't in time, with the reason
     */
    void awaitEnd(Duration timeout) throws TimeoutException, InterruptedException {
        tail.awaitEnd(timeout);
    }

    /**
     * The newest value of each key, in the order of the keys; null for one that was never there, empty for one that was cleared.
     *
     * @param keys by their {@code toString()}
     */
    List<byte @Nullable []> values(List<?> keys) {
        return store.get(keys.stream()
                .map(key -> key.toString().getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    /** Why the topic can't be followed now; empty when it can. */
    Optional<String> problem() {
        return tail.problem();
    }

    /** Idempotent. Nobody may read any more. */
    @Override
    public void close() {
        if (tail.close()) {
            store.close();
        }
    }
}
