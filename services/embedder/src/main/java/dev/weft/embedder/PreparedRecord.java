package dev.weft.embedder;

import dev.weft.core.MediaEvent;
import dev.weft.core.Refusal;
import dev.weft.preparation.PreparedPart;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What preparation made of one record of the media topic. */
sealed interface PreparedRecord {

    ConsumerRecord<byte[], byte[]> origin();

    /** All its parts can go to their towers. */
    record Ready(ConsumerRecord<byte[], byte[]> origin, MediaEvent.Stored event, List<PreparedPart<PartVectors>> parts)
            implements PreparedRecord {
        public Ready {
            parts = List.copyOf(parts);
        }
    }

    /** Needs no model. */
    record Gone(ConsumerRecord<byte[], byte[]> origin, MediaEvent.Deleted event)
            implements PreparedRecord, EmbeddedRecord {}

    /** @param event absent when the record could not be read as one */
    record Refused(ConsumerRecord<byte[], byte[]> origin, Optional<MediaEvent.Stored> event, Refusal refusal)
            implements PreparedRecord, EmbeddedRecord {}
}
