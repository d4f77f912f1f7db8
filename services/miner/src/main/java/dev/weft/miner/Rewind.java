package dev.weft.miner;

import dev.weft.events.KafkaSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Sets a group that nobody is a member of back to the beginning of a topic. */
final class Rewind {

    private static final long TIMEOUT_SECONDS = 20;

    private Rewind() {}

    /** @throws KafkaException if the group has members, or the broker can't be reached */
    static void toTheBeginning(KafkaSettings kafka, String group, String topic) {
        try (Admin admin = Admin.create(kafka.clientProperties(group + "-rewind"))) {
            Map<String, TopicDescription> descriptions =
                    admin.describeTopics(List.of(topic)).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            descriptions.forEach((name, description) -> description
                    .partitions()
                    .forEach(partition ->
                            offsets.put(new TopicPartition(name, partition.partition()), new OffsetAndMetadata(0))));
            admin.alterConsumerGroupOffsets(group, offsets).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException(
                    "the group " + group + " can't be set back: stop its other miners first; " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while the group " + group + " was set back", e);
        }
    }
}
