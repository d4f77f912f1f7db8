package dev.weft.events;

import java.time.Duration;

/**
 * How results are written.
 *
 * @param groupId the consumer group whose offsets are committed
 * @param transactionalId see {@link TransactionalPublisher}
 * @param transactionTimeout after this the broker aborts a transaction that nobody ends
 */
public record PublisherSettings(
        KafkaSettings kafka, String groupId, String transactionalId, Duration transactionTimeout) {}
