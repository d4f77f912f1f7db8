package dev.weft.events;

import dev.weft.core.Anchor;
import dev.weft.core.ContrastiveBatch;
import dev.weft.core.DeadLetter;
import dev.weft.core.DeadLetterReplay;
import dev.weft.core.Feature;
import dev.weft.core.Feedback;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaEvent;
import dev.weft.core.MediaStatus;
import dev.weft.core.Neighbours;
import dev.weft.core.Release;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Codecs that do something just before they read: what others do at that moment, or a failure. For the tests of all modules.
 *
 * @param beforeEmbeddings done each time before a record of the embeddings topic is read
 * @param beforeDeadLetters done each time before a dead letter is read
 */
public record InterposedCodecs(EventCodecs codecs, Runnable beforeEmbeddings, Runnable beforeDeadLetters)
        implements EventCodecs {

    public static EventCodecs beforeEachEmbedding(EventCodecs codecs, Runnable deed) {
        return new InterposedCodecs(codecs, deed, InterposedCodecs::doNothing);
    }

    /** @param time before which of the readings it is done, counted from 1 */
    public static EventCodecs beforeDeadLetter(EventCodecs codecs, int time, Runnable deed) {
        AtomicInteger left = new AtomicInteger(time);
        return new InterposedCodecs(codecs, InterposedCodecs::doNothing, () -> {
            if (left.decrementAndGet() == 0) {
                deed.run();
            }
        });
    }

    @Override
    public EventCodec<MediaEmbedded> embeddings() {
        return before(beforeEmbeddings, codecs.embeddings());
    }

    @Override
    public EventCodec<DeadLetter> deadLetters() {
        return before(beforeDeadLetters, codecs.deadLetters());
    }

    private static <T> EventCodec<T> before(Runnable deed, EventCodec<T> codec) {
        return new EventCodec<>() {
            @Override
            public byte[] encode(T event) {
                return codec.encode(event);
            }

            @Override
            public T decode(byte @Nullable [] value) throws UndecodableRecordException {
                deed.run();
                return codec.decode(value);
            }
        };
    }

    @Override
    public EventCodec<MediaEvent> media() {
        return codecs.media();
    }

    @Override
    public EventCodec<Feature> features() {
        return codecs.features();
    }

    @Override
    public EventCodec<MediaStatus> status() {
        return codecs.status();
    }

    @Override
    public EventCodec<DeadLetterReplay> replays() {
        return codecs.replays();
    }

    @Override
    public EventCodec<Release> releases() {
        return codecs.releases();
    }

    @Override
    public EventCodec<Feedback> feedback() {
        return codecs.feedback();
    }

    @Override
    public EventCodec<ContrastiveBatch> batches() {
        return codecs.batches();
    }

    @Override
    public EventCodec<Anchor> anchors() {
        return codecs.anchors();
    }

    @Override
    public EventCodec<Neighbours> neighbours() {
        return codecs.neighbours();
    }

    private static void doNothing() {}
}
