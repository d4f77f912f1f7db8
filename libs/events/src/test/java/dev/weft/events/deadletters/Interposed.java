package dev.weft.events.deadletters;

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
import dev.weft.events.EventCodec;
import dev.weft.events.EventCodecs;
import dev.weft.events.UndecodableRecordException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Codecs that do something when a dead letter is read for the n-th time: what others do at that moment, every time. */
record Interposed(EventCodecs codecs, AtomicInteger reads, Runnable deed) implements EventCodecs {

    Interposed(EventCodecs codecs, int reads, Runnable deed) {
        this(codecs, new AtomicInteger(reads), deed);
    }

    @Override
    public EventCodec<DeadLetter> deadLetters() {
        return new EventCodec<>() {
            @Override
            public byte[] encode(DeadLetter event) {
                return codecs.deadLetters().encode(event);
            }

            @Override
            public DeadLetter decode(byte @Nullable [] value) throws UndecodableRecordException {
                if (reads.decrementAndGet() == 0) {
                    deed.run();
                }
                return codecs.deadLetters().decode(value);
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
    public EventCodec<MediaEmbedded> embeddings() {
        return codecs.embeddings();
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
}
