package dev.weft.rollout.features;

import dev.weft.core.MediaEvent;
import dev.weft.core.MediaKey;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The newest event of each item, for those whose towers have to run again. It is kept as {@link FeatureTable} is. Safe for use by several threads. */
public final class MediaTable implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MediaTable.class);

    private final EventCodec<MediaEvent> codec;
    private final FollowedTopic topic;

    private MediaTable(EventCodec<MediaEvent> codec, FollowedTopic topic) {
        this.codec = codec;
        this.topic = topic;
    }

    /**
     * Opens the folder and starts to follow the topic. The caller closes it.
     *
     * @throws UncheckedIOException if the folder can't be written, or another process has it
     */
    public static MediaTable open(KafkaSettings kafka, EventCodecs codecs, Path folder) {
        return new MediaTable(
                codecs.media(), FollowedTopic.open(kafka, kafka.topics().media(), "media", folder));
    }

    /** As {@link FeatureTable#awaitEnd}. */
    public void awaitEnd(Duration timeout) throws TimeoutException, InterruptedException {
        topic.awaitEnd(timeout);
    }

    /** The newest event of each item, in the order of the keys; nothing for one that has none that can be read. */
    public List<Optional<MediaEvent>> find(List<MediaKey> keys) {
        List<Optional<MediaEvent>> found = new ArrayList<>(keys.size());
        for (byte[] value : topic.values(keys)) {
            found.add(read(value));
        }
        return found;
    }

    private Optional<MediaEvent> read(byte @Nullable [] value) {
        if (value == null || value.length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(codec.decode(value));
        } catch (UndecodableRecordException e) {
            // Whoever reads the topic has made a dead letter of it.
            LOG.debug("an event can't be read", e);
            return Optional.empty();
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
