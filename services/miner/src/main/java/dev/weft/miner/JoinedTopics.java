package dev.weft.miner;

import dev.weft.events.KafkaSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;

/** The topics that the topology joins: what is said of an item must lie in partitions of one number. */
final class JoinedTopics {

    private static final long TIMEOUT_SECONDS = 20;

    private JoinedTopics() {}

    /**
     * @throws IllegalStateException if the topics have different numbers of partitions
     * @throws KafkaException if the broker can't be reached
     */
    static void requireEqualPartitions(KafkaSettings kafka) {
        List<String> topics = List.of(
                kafka.topics().media(),
                kafka.topics().embeddings(),
                kafka.topics().feedback());
        try (Admin admin = Admin.create(kafka.clientProperties("weft-miner-topics"))) {
            Map<String, TopicDescription> descriptions =
                    admin.describeTopics(topics).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            Map<String, Integer> partitions = new TreeMap<>();
            descriptions.forEach(
                    (name, topic) -> partitions.put(name, topic.partitions().size()));
            if (partitions.values().stream().distinct().count() > 1) {
                throw new IllegalStateException(
                        "the topics that the miner joins must have equally many partitions, got " + partitions);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("the topics " + topics + " can't be described: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while topics were described", e);
        }
    }
}
