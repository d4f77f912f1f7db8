package dev.weft.rollout.projecting;

import dev.weft.core.ProjectionKey;
import dev.weft.core.ReleaseId;
import dev.weft.events.Producers;
import dev.weft.events.releases.Projections;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What projectors have done on the embeddings topic, seen from outside: how far they are, and what is left of a release that is over. Thread-safe. */
public final class ProjectedTopic {

    private static final Duration POLL = Duration.ofMillis(200);

    private final ProjectorSettings settings;
    private final String topic;

    public ProjectedTopic(ProjectorSettings settings) {
        this.settings = settings;
        this.topic = settings.kafka().topics().embeddings();
    }

    /**
     * The ends of the topic's partitions now.
     *
     * @throws KafkaException if the broker can't say now
     */
    public Map<TopicPartition, Long> ends() {
        try (Admin admin = admin()) {
            Set<TopicPartition> partitions = partitions(admin);
            return get(admin.listOffsets(partitions.stream()
                                    .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest())))
                            .all())
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, end -> end.getValue().offset()));
        }
    }

    /** How many offsets of the release's projectors are left up to these ends; 0 when they have handled all before them. */
    public long left(ReleaseId release, Map<TopicPartition, Long> ends) {
        try (Admin admin = admin()) {
            Map<TopicPartition, OffsetAndMetadata> committed = get(
                    admin.listConsumerGroupOffsets(settings.groupOf(release)).partitionsToOffsetAndMetadata());
            return ends.entrySet().stream()
                    .mapToLong(end -> {
                        OffsetAndMetadata done = committed.get(end.getKey());
                        return Math.max(0, end.getValue() - (done == null ? 0 : done.offset()));
                    })
                    .sum();
        }
    }

    /**
     * Takes a release's projected records off the topic, so that compaction frees their room. Repeating it does no harm. Reads the whole topic.
     *
     * @return how many records were taken off
     */
    public long clear(ReleaseId release) {
        Map<TopicPartition, Long> ends = ends();
        long cleared = 0;
        try (Consumer<byte[], byte[]> consumer = consumer();
                Producer<String, byte[]> producer =
                        Producers.idempotent(settings.kafka(), settings.groupOf(release) + "-clear")) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    Optional<ProjectionKey> key = Projections.keyOf(record);
                    if (record.value() != null
                            && key.filter(one -> one.release().equals(release)).isPresent()) {
                        // Flushed below; one that fails is found again with the next try.
                        Future<RecordMetadata> _ = producer.send(
                                Projections.cleared(record, key.get().media(), release));
                        cleared++;
                    }
                }
            }
            producer.flush();
        }
        return cleared;
    }

    /** Removes the consumer group of a release's projectors, if there is one and nobody is in it. */
    public void forgetGroup(ReleaseId release) {
        try (Admin admin = admin()) {
            get(admin.deleteConsumerGroups(List.of(settings.groupOf(release))).all());
        } catch (GroupIdNotFoundException e) {
            return;
        }
    }

    private Set<TopicPartition> partitions(Admin admin) {
        return Optional.ofNullable(get(admin.describeTopics(List.of(topic)).allTopicNames())
                        .get(topic))
                .orElseThrow()
                .partitions()
                .stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .collect(Collectors.toSet());
    }

    private Admin admin() {
        return Admin.create(settings.kafka().clientProperties(settings.groupId() + "-admin"));
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = settings.kafka().clientProperties(settings.groupId() + "-clear");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static <T> T get(Future<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException known) {
                throw known;
            }
            throw new KafkaException("the broker gives no answer", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
