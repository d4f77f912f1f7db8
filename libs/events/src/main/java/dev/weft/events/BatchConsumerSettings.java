package dev.weft.events;

import java.time.Duration;

/**
 * How a topic is read in batches.
 *
 * @param groupId the consumer group: its members share the partitions
 * @param maxBatchRecords how many records a batch has at most; positive
 * @param maxDelay how long records wait for their batch to fill while another batch is being handled; a record that finds nothing in flight
 *     goes out at once
 * @param maxInFlightRecords how many records may be with the handler at once, at least {@code maxBatchRecords}; above it nothing more is
 *     handed over, and up to two batches wait here
 * @param readCommitted whether records of open and aborted transactions are left out
 */
public record BatchConsumerSettings(
        String groupId,
        String topic,
        int maxBatchRecords,
        Duration maxDelay,
        int maxInFlightRecords,
        CommitMode commitMode,
        boolean readCommitted) {

    public BatchConsumerSettings {
        if (groupId.isBlank() || topic.isBlank()) {
            throw new IllegalArgumentException(
                    "a consumer needs a group and a topic, got '" + groupId + "' and '" + topic + "'");
        }
        if (maxBatchRecords < 1) {
            throw new IllegalArgumentException("maxBatchRecords must be positive, got " + maxBatchRecords);
        }
        if (maxDelay.isNegative()) {
            throw new IllegalArgumentException("maxDelay must not be negative, got " + maxDelay);
        }
        if (maxInFlightRecords < maxBatchRecords) {
            throw new IllegalArgumentException("maxInFlightRecords must be at least maxBatchRecords (" + maxBatchRecords
                    + "), got " + maxInFlightRecords);
        }
    }
}
