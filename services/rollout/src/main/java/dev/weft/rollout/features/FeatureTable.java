package dev.weft.rollout.features;

import dev.weft.core.Feature;
import dev.weft.core.FeatureKey;
import dev.weft.core.PartKey;
import dev.weft.events.EventCodec;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.UndecodableRecordException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The newest feature of each part, in a folder of its own: it follows the topic on a thread, resumes after a restart, and is made anew when the
 * folder is lost, damaged, too old or from another topic. Safe for use by several threads.
 */
public final class FeatureTable implements AutoCloseable {

    private final EventCodec<Feature> codec;
    private final FollowedTopic topic;

    private FeatureTable(EventCodec<Feature> codec, FollowedTopic topic) {
        this.codec = codec;
        this.topic = topic;
    }

    /**
     * Opens the folder and starts to follow the topic; a broker that isn't there yet is waited for. The caller closes it.
     *
     * @throws UncheckedIOException if the folder can't be written, or another process has it
     */
    public static FeatureTable open(KafkaSettings kafka, EventCodecs codecs, Path folder) {
        return new FeatureTable(
                codecs.features(), FollowedTopic.open(kafka, kafka.topics().features(), "features", folder));
    }

    /**
     * Returns when all that was committed to the topic before the call is in the table.
     *
     * @throws TimeoutException if it isn't in time, with the reason
     */
    public void awaitEnd(Duration timeout) throws TimeoutException, InterruptedException {
        topic.awaitEnd(timeout);
    }

    /** What is known of each part now, in the order of the keys. */
    public List<FoundFeature> find(List<PartKey> keys) {
        return findAll(keys);
    }

    /** What is known of the features that towers other than the embedder's made, in the order of the keys. */
    public List<FoundFeature> findOf(List<FeatureKey> keys) {
        return findAll(keys);
    }

    private List<FoundFeature> findAll(List<?> keys) {
        List<FoundFeature> found = new ArrayList<>(keys.size());
        for (byte[] value : topic.values(keys)) {
            found.add(read(value));
        }
        return found;
    }

    private FoundFeature read(byte @Nullable [] value) {
        if (value == null) {
            return new FoundFeature.Absent();
        }
        if (value.length == 0) {
            return new FoundFeature.Cleared();
        }
        try {
            return new FoundFeature.Present(codec.decode(value));
        } catch (UndecodableRecordException e) {
            return new FoundFeature.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /** Why the topic can't be followed now; empty when it can. */
    public Optional<String> problem() {
        return topic.problem();
    }

    /** Idempotent. Nobody may read any more. */
    @Override
    public void close() {
        topic.close();
    }
}
