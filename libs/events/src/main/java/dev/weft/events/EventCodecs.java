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

/** The codecs of all topics. Safe for use by several threads. */
public interface EventCodecs {

    EventCodec<MediaEvent> media();

    EventCodec<Feature> features();

    EventCodec<MediaEmbedded> embeddings();

    EventCodec<MediaStatus> status();

    EventCodec<DeadLetter> deadLetters();

    EventCodec<DeadLetterReplay> replays();

    EventCodec<Release> releases();

    EventCodec<Feedback> feedback();

    EventCodec<ContrastiveBatch> batches();

    EventCodec<Anchor> anchors();

    EventCodec<Neighbours> neighbours();

    /**
     * Codecs that know schema ids from the built-in catalog, or from the registry when {@code weft.schema-registry.url} is set: then the
     * schemas are registered first, which blocks for up to 10 s a call.
     *
     * @throws SchemaRegistryException if a registry is configured and can't be asked now, or refuses a schema
     */
    static EventCodecs open(KafkaSettings settings) {
        return AvroEventCodecs.open(settings);
    }
}
