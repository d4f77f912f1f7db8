package dev.weft.events.deadletters;

import dev.weft.core.DeadLetterId;
import dev.weft.events.ByteConsumer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The summaries of one partition from its end towards its beginning, which Kafka can't read: so a chunk at a time is read and turned over. */
final class BackwardReader {

    /** Few round trips for a page, and few summaries in memory. */
    private static final int CHUNK = 128;

    private final ByteConsumer consumer;
    private final TopicPartition partition;
    private final Function<ConsumerRecord<byte[], byte[]>, Optional<DeadLetterSummary>> wanted;
    private final long from;
    private final Deque<DeadLetterSummary> read = new ArrayDeque<>();
    private long below;

    /**
     * @param from the first offset there may be anything of interest at
     * @param below the offset to begin under
     * @param wanted the summary of a record, if it is wanted
     */
    BackwardReader(
            ByteConsumer consumer,
            TopicPartition partition,
            long from,
            long below,
            Function<ConsumerRecord<byte[], byte[]>, Optional<DeadLetterSummary>> wanted) {
        this.consumer = consumer;
        this.partition = partition;
        this.from = from;
        this.below = below;
        this.wanted = wanted;
    }

    /** Whether there may be more than {@link #peek} shows. */
    boolean canRead() {
        return below > from;
    }

    /** Reads another chunk. */
    void readMore() {
        long start = Math.max(from, below - CHUNK);
        Deque<DeadLetterSummary> turned = new ArrayDeque<>();
        consumer.read(partition, start, below, record -> wanted.apply(record).ifPresent(turned::addFirst));
        read.addAll(turned);
        below = start;
    }

    Optional<DeadLetterSummary> peek() {
        return Optional.ofNullable(read.peekFirst());
    }

    DeadLetterSummary take() {
        return read.removeFirst();
    }

    /** The offset a later reader begins under; absent if there is nothing left. */
    Optional<Long> position() {
        return peek().map(DeadLetterSummary::id)
                .map(DeadLetterId::offset)
                .map(offset -> offset + 1)
                .or(() -> canRead() ? Optional.of(below) : Optional.empty());
    }

    int partition() {
        return partition.partition();
    }
}
