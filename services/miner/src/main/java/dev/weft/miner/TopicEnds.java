package dev.weft.miner;

import dev.weft.events.KafkaSettings;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far topics go, and how far a group has come on them. Thread-safe. */
final class TopicEnds implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 20;

    private final Admin admin;

    TopicEnds(KafkaSettings kafka) {
        this.admin = Admin.create(kafka.clientProperties("weft-miner-ends"));
    }

    /**
     * Where what is committed now ends, by partition.
     *
     * @throws KafkaException if the broker can't be reached
     */
    Map<TopicPartition, Long> of(Collection<String> topics) throws InterruptedException {
        return offsets(topics, OffsetSpec.latest());
    }

    /**
     * How many offsets a group has before it. Offsets of which nothing ever comes count as well: of transactions, of what was compacted.
     *
     * @throws KafkaException if the broker can't be reached
     */
    long behind(String group, Collection<String> topics) throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Map<TopicPartition, Long> begins = offsets(topics, OffsetSpec.earliest());
        long behind = 0;
        for (Map.Entry<TopicPartition, Long> end : of(topics).entrySet()) {
            @Nullable OffsetAndMetadata position = committed.get(end.getKey());
            long at = position == null ? begins.getOrDefault(end.getKey(), 0L) : position.offset();
            behind += Math.max(0, end.getValue() - at);
        }
        return behind;
    }

    private Map<TopicPartition, Long> offsets(Collection<String> topics, OffsetSpec spec) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (TopicDescription topic :
                get(admin.describeTopics(topics).allTopicNames()).values()) {
            topic.partitions().forEach(info -> wanted.put(new TopicPartition(topic.name(), info.partition()), spec));
        }
        return get(admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private static <T> T get(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the broker doesn't tell how far its topics go: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
