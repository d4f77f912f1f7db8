package dev.weft.events;

import dev.weft.events.RecordBatch.Received;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Records that were polled and wait for their batch. Not thread-safe: the poll thread's own. */
final class Pending {

    private final ArrayDeque<Received> records = new ArrayDeque<>();
    private long oldestNanos;

    void add(ConsumerRecords<byte[], byte[]> polled, long nowNanos) {
        if (records.isEmpty()) {
            oldestNanos = nowNanos;
        }
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> ofPartition = polled.records(partition);
            for (int i = 0; i < ofPartition.size(); i++) {
                ConsumerRecord<byte[], byte[]> record = ofPartition.get(i);
                boolean last = i == ofPartition.size() - 1;
                OffsetAndMetadata position = last ? polled.nextOffsets().get(partition) : null;
                records.add(
                        new Received(record, position == null ? new OffsetAndMetadata(record.offset() + 1) : position));
            }
        }
    }

    List<Received> take(int max, long nowNanos) {
        List<Received> taken = new ArrayList<>(Math.min(max, records.size()));
        while (taken.size() < max && !records.isEmpty()) {
            taken.add(records.remove());
        }
        oldestNanos = nowNanos;
        return taken;
    }

    void drop(Collection<TopicPartition> partitions) {
        records.removeIf(record -> partitions.contains(record.partition()));
    }

    void clear() {
        records.clear();
    }

    int size() {
        return records.size();
    }

    /** How long the oldest record has waited, if there is one. */
    Optional<Long> waitedNanos(long nowNanos) {
        return records.isEmpty() ? Optional.empty() : Optional.of(nowNanos - oldestNanos);
    }
}
