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
 * @param maxBatchBytes how many bytes of keys and values a batch has at most, unless it is a single record; positive
 * @param maxInFlightBytes how many such bytes may be with the handler at once, at least {@code maxBatchBytes}; a single larger record goes
 *     when nothing else is with the handler
 * @param drainTimeout how long partitions that move to another member are held for what is with the handler to end and to be committed; not
 *     negative. What has not ended by then is abandoned
 */
public record BatchConsumerSettings(
        String groupId,
        String topic,
        int maxBatchRecords,
        Duration maxDelay,
        int maxInFlightRecords,
        CommitMode commitMode,
        boolean readCommitted,
        long maxBatchBytes,
        long maxInFlightBytes,
        Duration drainTimeout) {

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
        if (maxBatchBytes < 1 || maxInFlightBytes < maxBatchBytes) {
            throw new IllegalArgumentException("maxBatchBytes must be positive and maxInFlightBytes at least that, got "
                    + maxBatchBytes + " and " + maxInFlightBytes);
        }
        if (drainTimeout.isNegative()) {
            throw new IllegalArgumentException("drainTimeout must not be negative, got " + drainTimeout);
        }
    }

    /** Bounded in records only, and what moves to another member is abandoned at once. */
    public BatchConsumerSettings(
            String groupId,
            String topic,
            int maxBatchRecords,
            Duration maxDelay,
            int maxInFlightRecords,
            CommitMode commitMode,
            boolean readCommitted) {
        this(
                groupId,
                topic,
                maxBatchRecords,
                maxDelay,
                maxInFlightRecords,
                commitMode,
                readCommitted,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                Duration.ZERO);
    }
}
