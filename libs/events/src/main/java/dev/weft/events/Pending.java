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
    private long bytes;

    /**
     * The batch that could be taken now.
     *
     * @param full whether one more record would be too many, or too large
     */
    record Fit(int records, long bytes, boolean full) {}

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
                Received received =
                        new Received(record, position == null ? new OffsetAndMetadata(record.offset() + 1) : position);
                records.add(received);
                bytes += received.bytes();
            }
        }
    }

    /** What fits into a batch, in order; the first record does, whatever its size. */
    Fit next(int maxRecords, long maxBytes) {
        int count = 0;
        long size = 0;
        for (Received record : records) {
            if (count == maxRecords || (count > 0 && size + record.bytes() > maxBytes)) {
                return new Fit(count, size, true);
            }
            count++;
            size += record.bytes();
        }
        return new Fit(count, size, count == maxRecords || size >= maxBytes);
    }

    List<Received> take(int count, long nowNanos) {
        List<Received> taken = new ArrayList<>(count);
        while (taken.size() < count && !records.isEmpty()) {
            Received record = records.remove();
            bytes -= record.bytes();
            taken.add(record);
        }
        oldestNanos = nowNanos;
        return taken;
    }

    void drop(Collection<TopicPartition> partitions) {
        records.removeIf(record -> partitions.contains(record.partition()));
        bytes = records.stream().mapToLong(Received::bytes).sum();
    }

    void clear() {
        records.clear();
        bytes = 0;
    }

    int size() {
        return records.size();
    }

    long bytes() {
        return bytes;
    }

    /** How long the oldest record has waited, if there is one. */
    Optional<Long> waitedNanos(long nowNanos) {
        return records.isEmpty() ? Optional.empty() : Optional.of(nowNanos - oldestNanos);
    }
}
