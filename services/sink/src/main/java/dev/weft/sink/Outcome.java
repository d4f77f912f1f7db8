package dev.weft.sink;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.Refusal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What became of one record of the embeddings topic. */
sealed interface Outcome {

    /** Searches see it, as the live release is the record's. */
    record Searchable(ConsumerRecord<byte[], byte[]> origin, MediaEmbedded.Vectors event, Instant at)
            implements Outcome {}

    /** It is in the collection of a release that is not live: nobody waits for that. */
    record Indexed() implements Outcome {}

    /** There is nothing to do, and nothing wrong. */
    record Skipped(Why why) implements Outcome, RecordReader.Reading {

        /** The metric's label. */
        enum Why {
            /** Projected vectors were taken off the topic. */
            CLEARED,
            /** Vectors of a release that is not indexed, or not any more. */
            NOT_INDEXED;

            String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /** Searches do not see the item any more. */
    record Removed(ConsumerRecord<byte[], byte[]> origin, MediaEmbedded.Deleted event) implements Outcome {}

    /** The store, or the same batch, has a newer version. */
    record Superseded() implements Outcome {}

    /** @param event absent when the record could not be read as one */
    record Refused(ConsumerRecord<byte[], byte[]> origin, Optional<MediaEmbedded> event, Refusal refusal)
            implements Outcome, RecordReader.Reading {}
}
