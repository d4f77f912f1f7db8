package dev.weft.sink.source;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.ProjectionKey;
import dev.weft.events.EventCodec;
import dev.weft.events.UndecodableRecordException;
import dev.weft.events.releases.Projections;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of Weft's own embeddings topic. */
public final class WeftRecords implements EventSource {

    static final String KEY_MISMATCH = "key_mismatch";

    private final EventCodec<MediaEmbedded> codec;

    public WeftRecords(EventCodec<MediaEmbedded> codec) {
        this.codec = codec;
    }

    @Override
    public MediaEmbedded read(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException {
        if (record.value() == null) {
            throw new UnreadableRecordException(
                    UndecodableRecordException.Reason.NULL_VALUE.word(),
                    "a deletion is an event of its own here, got no value");
        }
        MediaEmbedded event = decode(record);
        // Order per item and compaction both go by the key.
        if (!hasKey(record, event.key().toString()) && !isProjection(record, event)) {
            throw new UnreadableRecordException(
                    KEY_MISMATCH, "the record's key must be that of its item, " + event.key());
        }
        return event;
    }

    /** Projected vectors that were taken off the topic. */
    @Override
    public boolean meansNothing(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null && Projections.keyOf(record).isPresent();
    }

    /** Vectors of a release, or the item's deletion repeated behind them for a collection that is younger than the deletion. */
    private static boolean isProjection(ConsumerRecord<byte[], byte[]> record, MediaEmbedded event) {
        return switch (event) {
            case MediaEmbedded.Vectors vectors ->
                hasKey(record, new ProjectionKey(vectors.key(), vectors.release()).toString());
            case MediaEmbedded.Deleted deleted ->
                Projections.keyOf(record)
                        .filter(key -> key.media().equals(deleted.key()))
                        .isPresent();
        };
    }

    private MediaEmbedded decode(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException {
        try {
            return codec.decode(record.value());
        } catch (UndecodableRecordException e) {
            throw new UnreadableRecordException(e.reason().word(), e);
        }
    }

    private static boolean hasKey(ConsumerRecord<byte[], byte[]> record, String expected) {
        return record.key() != null && Arrays.equals(record.key(), expected.getBytes(StandardCharsets.UTF_8));
    }
}
