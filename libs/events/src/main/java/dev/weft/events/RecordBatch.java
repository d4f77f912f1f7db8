package dev.weft.events;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Records that are handled together, in the order of their offsets within each partition. Safe for use by several threads. */
public final class RecordBatch {

    private final long sequence;
    private final List<ConsumerRecord<byte[], byte[]>> records;
    private final Map<TopicPartition, OffsetAndMetadata> nextOffsets;
    private final Supplier<ConsumerGroupMetadata> groupMetadata;
    private final Lease lease;
    private final long bytes;
    private volatile boolean abandoned;

    /** @param groupMetadata the newest membership of the consumer */
    RecordBatch(long sequence, List<Received> received, Supplier<ConsumerGroupMetadata> groupMetadata, Lease lease) {
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        received.forEach(one -> next.put(one.partition(), one.next()));
        this.sequence = sequence;
        this.records = received.stream().map(Received::value).toList();
        this.nextOffsets = Map.copyOf(next);
        this.groupMetadata = groupMetadata;
        this.lease = lease;
        this.bytes = received.stream().mapToLong(Received::bytes).sum();
    }

    /** At least one record. */
    public List<ConsumerRecord<byte[], byte[]>> records() {
        return records;
    }

    /** For each partition of the batch the offset to go on from once the batch is handled. */
    public Map<TopicPartition, OffsetAndMetadata> nextOffsets() {
        return nextOffsets;
    }

    /**
     * What a producer needs to commit {@link #nextOffsets()} in its transaction.
     *
     * @throws IllegalStateException if the batch is abandoned: the transaction must be aborted
     */
    public ConsumerGroupMetadata groupMetadata() {
        // Read before the check: a membership that is newer than a revocation is published only after the batch was
        // marked.
        ConsumerGroupMetadata newest = groupMetadata.get();
        if (abandoned) {
            throw new IllegalStateException("an abandoned batch must not be committed, got one at " + nextOffsets);
        }
        return newest;
    }

    /**
     * Whether the records will come again, here or elsewhere, because their partitions were revoked or an earlier batch failed: publish
     * nothing, commit nothing, complete the stage either way.
     */
    public boolean isAbandoned() {
        return abandoned;
    }

    /**
     * Whether the records are known to be this member's. It is not, for a moment, when the process was stopped or starved for some seconds: until
     * the group has said whether it went on without this member. Ask before an effect that a newer owner's must not be undone by, and wait
     * while it is false; then the batch is abandoned, or certain again.
     */
    public boolean isCertain() {
        return !abandoned && !lease.isOver();
    }

    /** The size of all keys and values. */
    public long bytes() {
        return bytes;
    }

    long sequence() {
        return sequence;
    }

    /** The size of the record's key and value. */
    public static long bytesOf(ConsumerRecord<byte[], byte[]> record) {
        return sizeOf(record.key()) + sizeOf(record.value());
    }

    private static long sizeOf(byte @Nullable [] part) {
        return part == null ? 0 : part.length;
    }

    int size() {
        return records.size();
    }

    boolean touches(Collection<TopicPartition> partitions) {
        return nextOffsets.keySet().stream().anyMatch(partitions::contains);
    }

    void abandon() {
        abandoned = true;
    }

    /** @param next the offset to go on from after this record: beyond transaction markers that follow it */
    record Received(ConsumerRecord<byte[], byte[]> value, OffsetAndMetadata next) {
        TopicPartition partition() {
            return new TopicPartition(value.topic(), value.partition());
        }

        /** The size of key and value. */
        long bytes() {
            return bytesOf(value);
        }
    }
}
