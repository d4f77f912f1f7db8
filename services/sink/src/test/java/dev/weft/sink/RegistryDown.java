package dev.weft.sink;

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
import dev.weft.events.SchemaRegistryException;
import dev.weft.events.UndecodableRecordException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Codecs whose registry can't be asked for the schema of a vectors record, the first times. */
record RegistryDown(EventCodecs codecs, AtomicInteger failures) implements EventCodecs {

    @Override
    public EventCodec<MediaEmbedded> embeddings() {
        return new EventCodec<>() {
            @Override
            public byte[] encode(MediaEmbedded event) {
                return codecs.embeddings().encode(event);
            }

            @Override
            public MediaEmbedded decode(byte @Nullable [] value) throws UndecodableRecordException {
                if (failures.getAndDecrement() > 0) {
                    throw new SchemaRegistryException("the registry does not answer");
                }
                return codecs.embeddings().decode(value);
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
    public EventCodec<DeadLetter> deadLetters() {
        return codecs.deadLetters();
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
