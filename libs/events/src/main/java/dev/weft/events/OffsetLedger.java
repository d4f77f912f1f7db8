package dev.weft.events;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Knows for each partition up to where everything is handled. Batches may finish in any order; offsets advance in theirs. Not thread-safe:
 * the poll thread's own.
 */
final class OffsetLedger {

    private final Map<TopicPartition, Progress> partitions = new HashMap<>();

    private static final class Progress {
        private final ArrayDeque<Step> steps = new ArrayDeque<>();
        private final long start;
        private OffsetAndMetadata handled;
        private OffsetAndMetadata committed;

        private Progress(long start) {
            this.start = start;
            this.handled = new OffsetAndMetadata(start);
            this.committed = handled;
        }
    }

    private static final class Step {
        private final RecordBatch batch;
        private boolean done;

        private Step(RecordBatch batch) {
            this.batch = batch;
        }
    }

    /** A record came in: the first of a partition tells where to go back to. */
    void received(ConsumerRecord<byte[], byte[]> record) {
        partitions.computeIfAbsent(
                new TopicPartition(record.topic(), record.partition()), partition -> new Progress(record.offset()));
    }

    void handedOver(RecordBatch batch) {
        for (TopicPartition partition : batch.nextOffsets().keySet()) {
            Progress progress = partitions.get(partition);
            if (progress != null) {
                progress.steps.add(new Step(batch));
            }
        }
    }

    void handled(RecordBatch batch) {
        for (TopicPartition partition : batch.nextOffsets().keySet()) {
            Progress progress = partitions.get(partition);
            if (progress == null) {
                continue;
            }
            for (Step step : progress.steps) {
                step.done |= step.batch == batch;
            }
            while (!progress.steps.isEmpty() && progress.steps.element().done) {
                OffsetAndMetadata next =
                        progress.steps.remove().batch.nextOffsets().get(partition);
                if (next != null) {
                    progress.handled = next;
                }
            }
        }
    }

    /** What is handled and not committed yet. */
    Map<TopicPartition, OffsetAndMetadata> committable() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        partitions.forEach((partition, progress) -> {
            if (progress.handled.offset() > progress.committed.offset()) {
                offsets.put(partition, progress.handled);
            }
        });
        return offsets;
    }

    void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> {
            Progress progress = partitions.get(partition);
            if (progress != null) {
                progress.committed = offset;
            }
        });
    }

    /** The partitions that records came from. */
    Set<TopicPartition> partitions() {
        return Set.copyOf(partitions.keySet());
    }

    /** Where each partition's first unhandled record lies. */
    Map<TopicPartition, OffsetAndMetadata> resumeOffsets() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        partitions.forEach((partition, progress) -> offsets.put(partition, progress.handled));
        return offsets;
    }

    /** Where each partition's first record of all lay. */
    Map<TopicPartition, OffsetAndMetadata> startOffsets() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        partitions.forEach((partition, progress) -> offsets.put(partition, new OffsetAndMetadata(progress.start)));
        return offsets;
    }

    /** Forgets what was handed over and not handled: those records come again. */
    void rewind() {
        partitions.values().forEach(progress -> progress.steps.clear());
    }

    void forget(Collection<TopicPartition> revoked) {
        partitions.keySet().removeAll(Set.copyOf(revoked));
    }
}
