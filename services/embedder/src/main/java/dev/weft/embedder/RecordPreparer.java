package dev.weft.embedder;

import dev.weft.core.MediaEvent;
import dev.weft.core.Refusal;
import dev.weft.core.Stage;
import dev.weft.events.EventCodec;
import dev.weft.events.UndecodableRecordException;
import dev.weft.preparation.ItemPreparer;
import dev.weft.preparation.PreparedItem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads one record and makes its parts ready for their towers. Safe for use by several threads. */
final class RecordPreparer {

    private final EventCodec<MediaEvent> codec;
    private final ItemPreparer<PartVectors> items;

    RecordPreparer(EventCodec<MediaEvent> codec, ItemPreparer<PartVectors> items) {
        this.codec = codec;
        this.items = items;
    }

    /**
     * Everything that is wrong with the record itself ends as {@link PreparedRecord.Refused}.
     *
     * @throws IOException if the object store can't be read now: try again
     * @throws InterruptedException if the thread is interrupted while it waits for memory
     */
    PreparedRecord prepare(ConsumerRecord<byte[], byte[]> record) throws IOException, InterruptedException {
        if (record.value() == null) {
            return refused(
                    record,
                    Optional.empty(),
                    Stage.READ,
                    UndecodableRecordException.Reason.NULL_VALUE.word(),
                    new IllegalArgumentException("a deletion is an event of its own here, got no value"));
        }
        MediaEvent event;
        try {
            event = codec.decode(record.value());
        } catch (UndecodableRecordException e) {
            return refused(record, Optional.empty(), Stage.READ, e.reason().word(), e);
        }
        if (!hasKey(record, event.key().toString())) {
            // Order per item and compaction both go by the key, so a record under another one would break them
            // silently.
            return refused(
                    record,
                    Optional.empty(),
                    Stage.READ,
                    Reasons.KEY_MISMATCH,
                    new IllegalArgumentException("the record's key must be that of its item, " + event.key()));
        }
        return switch (event) {
            case MediaEvent.Deleted deleted -> new PreparedRecord.Gone(record, deleted);
            case MediaEvent.Stored stored -> prepare(record, stored);
        };
    }

    private PreparedRecord prepare(ConsumerRecord<byte[], byte[]> record, MediaEvent.Stored stored)
            throws IOException, InterruptedException {
        return switch (items.prepare(stored.item())) {
            case PreparedItem.Ready<PartVectors> ready -> new PreparedRecord.Ready(record, stored, ready.parts());
            case PreparedItem.Refused<PartVectors> refused ->
                new PreparedRecord.Refused(record, Optional.of(stored), refused.refusal());
        };
    }

    private static boolean hasKey(ConsumerRecord<byte[], byte[]> record, String expected) {
        return record.key() != null && Arrays.equals(record.key(), expected.getBytes(StandardCharsets.UTF_8));
    }

    private static PreparedRecord refused(
            ConsumerRecord<byte[], byte[]> record,
            Optional<MediaEvent.Stored> event,
            Stage stage,
            String reason,
            Exception cause) {
        return new PreparedRecord.Refused(record, event, new Refusal(stage, reason, cause));
    }
}
