package dev.weft.sink;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.Stage;
import dev.weft.events.EventCodec;
import dev.weft.events.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads records of the embeddings topic. Safe for use by several threads. */
final class RecordReader {

    private final EventCodec<MediaEmbedded> codec;

    RecordReader(EventCodec<MediaEmbedded> codec) {
        this.codec = codec;
    }

    ReadRecords read(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Incoming> changes = new ArrayList<>();
        List<Outcome.Refused> refused = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                if (record.value() == null) {
                    refused.add(refused(
                            record,
                            UndecodableRecordException.Reason.NULL_VALUE.word(),
                            new IllegalArgumentException("a deletion is an event of its own here, got no value")));
                    continue;
                }
                MediaEmbedded event = codec.decode(record.value());
                if (hasKey(record, event.key().toString())) {
                    changes.add(new Incoming(record, event));
                } else {
                    // Order per item and compaction both go by the key.
                    refused.add(refused(
                            record,
                            Refusal.KEY_MISMATCH,
                            new IllegalArgumentException("the record's key must be that of its item, " + event.key())));
                }
            } catch (UndecodableRecordException e) {
                refused.add(refused(record, e.reason().word(), e));
            }
        }
        return new ReadRecords(changes, refused);
    }

    private static boolean hasKey(ConsumerRecord<byte[], byte[]> record, String expected) {
        return record.key() != null && Arrays.equals(record.key(), expected.getBytes(StandardCharsets.UTF_8));
    }

    private static Outcome.Refused refused(ConsumerRecord<byte[], byte[]> record, String reason, Exception cause) {
        return new Outcome.Refused(record, Optional.empty(), new Refusal(Stage.READ, reason, cause));
    }

    /** The records of a batch, in their order within each list. */
    record ReadRecords(List<Incoming> changes, List<Outcome.Refused> refused) {}
}
