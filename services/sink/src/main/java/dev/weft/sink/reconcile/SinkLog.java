package dev.weft.sink.reconcile;

import dev.weft.events.KafkaSettings;

/**
 * The log that a sink writes to its store.
 *
 * @param groupId the sink's consumer group, whose offsets tell how far it is; they are never changed
 */
public record SinkLog(KafkaSettings kafka, String groupId, String topic) {}
