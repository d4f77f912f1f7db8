package dev.weft.events;

import dev.weft.core.DeadLetter;
import dev.weft.core.Feature;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaEvent;
import dev.weft.core.MediaStatus;

/** The codecs of all topics. */
public interface EventCodecs {

    EventCodec<MediaEvent> media();

    EventCodec<Feature> features();

    EventCodec<MediaEmbedded> embeddings();

    EventCodec<MediaStatus> status();

    EventCodec<DeadLetter> deadLetters();
}
