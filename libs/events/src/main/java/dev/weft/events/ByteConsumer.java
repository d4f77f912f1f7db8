package dev.weft.events;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads ranges of offsets, outside of any consumer group. For one thread. */
public final class ByteConsumer implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    /** A broker that gives nothing for so long is as good as none. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What is read at a time lies in memory twice at most, beside a record that is larger than this by itself. */
    private static final int FETCH_BYTES = 1024 * 1024;

    private final Consumer<byte[], byte[]> consumer;

    private ByteConsumer(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** The caller closes it. */
    public static ByteConsumer open(KafkaSettings settings, IsolationLevel isolation) {
        Map<String, Object> properties = settings.clientProperties("weft-reader");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // What retention has just removed is skipped.
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString().toLowerCase(Locale.ROOT));
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        // Only what is there is read. A fetch that waits for more at a partition's end would hold up the next one to
        // the same broker.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 1);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis()));
        return new ByteConsumer(
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /** The partitions of a topic; none if there is no such topic. */
    public Set<TopicPartition> partitions(String topic) {
        List<PartitionInfo> infos = consumer.partitionsFor(topic);
        return infos.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .collect(Collectors.toUnmodifiableSet());
    }

    public Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
        return consumer.endOffsets(partitions);
    }

    public Map<TopicPartition, Long> beginnings(Set<TopicPartition> partitions) {
        return consumer.beginningOffsets(partitions);
    }

    /** The offset of each partition's first record that was written at this time or later; a partition without one is absent. */
    public Map<TopicPartition, Long> firstSince(Set<TopicPartition> partitions, long epochMillis) {
        return consumer
                .offsetsForTimes(partitions.stream().collect(Collectors.toMap(one -> one, _ -> epochMillis)))
                .entrySet()
                .stream()
                // Kafka answers null for a partition without such a record.
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /**
     * Hands over every record of {@code [from, to)} in order.
     *
     * @throws TimeoutException if the broker stops giving records
     */
    public void read(
            TopicPartition partition,
            long from,
            long to,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> action) {
        if (from >= to) {
            return;
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        long position = from;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (position < to) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < to) {
                    action.accept(record);
                }
            }
            long reached = consumer.position(partition);
            if (reached > position) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException("reading " + partition + " stands still at offset " + position);
            }
            position = reached;
        }
    }

    /**
     * Hands over every record that is on the topic now, partition by partition, each in order; none if there is no such topic.
     *
     * @throws TimeoutException if the broker stops giving records
     */
    public void readAll(String topic, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> action) {
        Set<TopicPartition> partitions = partitions(topic);
        Map<TopicPartition, Long> beginnings = beginnings(partitions);
        ends(partitions)
                .forEach((partition, end) -> read(partition, beginnings.getOrDefault(partition, 0L), end, action));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
