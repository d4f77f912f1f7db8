package dev.weft.embedder;

import dev.weft.core.MediaEvent;
import dev.weft.core.Part;
import dev.weft.core.ReleaseId;
import dev.weft.preparation.ContentKey;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is to be published for one record of the media topic. */
sealed interface EmbeddedRecord permits EmbeddedRecord.Done, PreparedRecord.Gone, PreparedRecord.Refused {

    ConsumerRecord<byte[], byte[]> origin();

    /** All parts of the item have their vectors, made by the heads of this release. */
    record Done(
            ConsumerRecord<byte[], byte[]> origin, MediaEvent.Stored event, ReleaseId release, List<EmbeddedPart> parts)
            implements EmbeddedRecord {
        public Done {
            parts = List.copyOf(parts);
        }
    }

    /** A part with its vectors. */
    record EmbeddedPart(Part part, ContentKey contentKey, PartVectors vectors) {}
}
