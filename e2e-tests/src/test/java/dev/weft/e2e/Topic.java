package dev.weft.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Kafka as any client sees it: raw bytes of committed records. */
final class Topic {

    private static final Duration POLL = Duration.ofMillis(100);

    private Topic() {}

    /** Every committed record of a topic, up to where it ends now. */
    static List<ConsumerRecord<byte[], byte[]>> readAll(String bootstrapServers, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers)) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return readToEnd(consumer, consumer.endOffsets(partitions));
        }
    }

    /** A consumer that sees only what comes from now on. */
    static KafkaConsumer<byte[], byte[]> tail(String bootstrapServers, String topic) {
        KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers);
        List<TopicPartition> partitions = partitions(consumer, topic);
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // seeking is lazy
        return consumer;
    }

    /** What a consumer has not read yet, up to where its topic ends now. */
    static List<ConsumerRecord<byte[], byte[]>> readRest(KafkaConsumer<byte[], byte[]> consumer) {
        return readToEnd(consumer, consumer.endOffsets(consumer.assignment()));
    }

    static void send(String bootstrapServers, String topic, String key, byte[] value) throws Exception {
        Map<String, Object> properties = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key.getBytes(java.nio.charset.StandardCharsets.UTF_8), value))
                    .get();
        }
    }

    /**
     * Records that a group has not acknowledged yet, over all its topics. Records are counted, not offsets: the marks that end a
     * transaction take offsets too, which nobody can read and so nobody acknowledges.
     */
    static long lag(String bootstrapServers, String group) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed;
        try (Admin admin = Admin.create(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            committed = committed(admin, group);
        }
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers)) {
            consumer.assign(committed.keySet());
            committed.forEach((partition, offset) -> consumer.seek(partition, offset.offset()));
            return readToEnd(consumer, consumer.endOffsets(committed.keySet())).size();
        }
    }

    /** The consumer groups that have acknowledged anything. */
    static List<String> groups(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            List<String> groups = new ArrayList<>();
            for (GroupListing group : admin.listGroups().all().get()) {
                // Some groups only elect a leader.
                if (!committed(admin, group.groupId()).isEmpty()) {
                    groups.add(group.groupId());
                }
            }
            return groups;
        }
    }

    /** Sends a group back to the beginning of what it reads. Only works while nobody is in it. */
    static void rewind(String bootstrapServers, String group) throws Exception {
        try (Admin admin = Admin.create(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            // A broker that has just started knows its groups a moment later.
            Map<TopicPartition, OffsetAndMetadata> offsets = Awaitility.await("offsets of " + group)
                    .ignoreExceptions()
                    .until(() -> committed(admin, group), committed -> !committed.isEmpty());
            Map<TopicPartition, OffsetAndMetadata> beginning = new HashMap<>();
            offsets.keySet().forEach(partition -> beginning.put(partition, new OffsetAndMetadata(0)));
            admin.alterConsumerGroupOffsets(group, beginning).all().get();
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(Admin admin, String group) throws Exception {
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private static List<ConsumerRecord<byte[], byte[]>> readToEnd(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(records::add);
        }
        return records;
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
