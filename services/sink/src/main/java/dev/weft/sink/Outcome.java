package dev.weft.sink;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.Refusal;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What became of one record of the embeddings topic. */
sealed interface Outcome {

    /** Searches see it. */
    record Searchable(ConsumerRecord<byte[], byte[]> origin, MediaEmbedded.Vectors event, Instant at)
            implements Outcome {}

    /** Searches do not see the item any more. */
    record Removed(ConsumerRecord<byte[], byte[]> origin, MediaEmbedded.Deleted event) implements Outcome {}

    /** The store, or the same batch, has a newer version. */
    record Superseded() implements Outcome {}

    /** @param event absent when the record could not be read as one */
    record Refused(ConsumerRecord<byte[], byte[]> origin, Optional<MediaEmbedded> event, Refusal refusal)
            implements Outcome, RecordReader.Reading {}
}
