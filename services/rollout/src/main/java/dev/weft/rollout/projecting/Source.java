package dev.weft.rollout.projecting;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.ReleaseId;
import dev.weft.events.EventCodec;
import dev.weft.events.UndecodableRecordException;
import dev.weft.events.releases.Projections;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What a record of the embeddings topic is to the projector of a release. */
sealed interface Source {

    ConsumerRecord<byte[], byte[]> record();

    /** Vectors of another release, to be made for this one too. */
    record Item(ConsumerRecord<byte[], byte[]> record, MediaEmbedded.Vectors vectors) implements Source {}

    /** Holds for this release as well, and must come after what was projected of the item before it. */
    record Deletion(ConsumerRecord<byte[], byte[]> record, MediaEmbedded.Deleted deleted) implements Source {}

    record Other(ConsumerRecord<byte[], byte[]> record, Why why) implements Source {}

    /** Why nothing is made of a record. */
    enum Why {
        /** It was made by a projector, or takes off what one has made. */
        FROM_PROJECTOR,
        /** The embedder wrote it for this release. */
        OWN,
        /** The sink makes it a dead letter. */
        UNREADABLE,
        /** Something newer of the item follows. */
        SUPERSEDED
    }

    static Source of(ConsumerRecord<byte[], byte[]> record, EventCodec<MediaEmbedded> codec, ReleaseId release) {
        if (record.headers().lastHeader(Projections.FROM_HEADER) != null
                || Projections.keyOf(record).isPresent()) {
            return new Other(record, Why.FROM_PROJECTOR);
        }
        byte @Nullable [] key = record.key();
        try {
            MediaEmbedded event = codec.decode(record.value());
            if (!Arrays.equals(key, event.key().toString().getBytes(StandardCharsets.UTF_8))) {
                return new Other(record, Why.UNREADABLE);
            }
            return switch (event) {
                case MediaEmbedded.Deleted deleted -> new Deletion(record, deleted);
                case MediaEmbedded.Vectors vectors ->
                    vectors.release().equals(release) ? new Other(record, Why.OWN) : new Item(record, vectors);
            };
        } catch (UndecodableRecordException e) {
            return new Other(record, Why.UNREADABLE);
        }
    }
}
