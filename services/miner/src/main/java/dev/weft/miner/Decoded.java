package dev.weft.miner;

import dev.weft.core.Anchor;
import dev.weft.core.Refusal;
import dev.weft.core.Stage;
import dev.weft.events.EventCodec;
import dev.weft.events.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records of a pool.
 *
 * @param anchors the newest of each id, with the record it came in; those that were taken back since are left out
 * @param refused records that can't be read, and why
 */
record Decoded(Map<String, Source> anchors, List<Refused> refused) {

    record Source(Anchor anchor, ConsumerRecord<byte[], byte[]> record) {}

    record Refused(ConsumerRecord<byte[], byte[]> record, Refusal refusal) {}

    static Decoded of(List<ConsumerRecord<byte[], byte[]>> records, EventCodec<Anchor> codec) {
        Map<String, Source> anchors = new LinkedHashMap<>();
        List<Refused> refused = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.value() == null) {
                key(record).ifPresent(anchors::remove);
                continue;
            }
            try {
                Anchor anchor = codec.decode(record.value());
                anchors.put(anchor.id(), new Source(anchor, record));
            } catch (UndecodableRecordException e) {
                refused.add(
                        new Refused(record, new Refusal(Stage.READ, e.reason().word(), e)));
            }
        }
        return new Decoded(anchors, refused);
    }

    private static Optional<String> key(ConsumerRecord<byte[], byte[]> record) {
        return Optional.ofNullable(record.key()).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    List<Anchor> all() {
        return anchors.values().stream().map(Source::anchor).toList();
    }
}
