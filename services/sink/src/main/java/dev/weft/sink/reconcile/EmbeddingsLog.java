package dev.weft.sink.reconcile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what is committed on the topic of a sink, and how far the sink's group is, without being a member of it. For one thread.
 *
 * <p>Failures of Kafka are thrown as {@link org.apache.kafka.common.KafkaException}.
 */
final class EmbeddingsLog implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    /** No broker needs so long for the next records. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Together with the codec's copy of one record, what reading holds in memory. */
    private static final int FETCH_BYTES = 4 * 1024 * 1024;

    private static final int MAX_POLL_RECORDS = 1_000;

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;

    private EmbeddingsLog(Consumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
    }

    static EmbeddingsLog open(SinkLog log) {
        Map<String, Object> properties = log.kafka().clientProperties(log.groupId() + "-reconcile");
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, log.groupId());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        return new EmbeddingsLog(
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()), log.topic());
    }

    /** Takes records as they come. */
    interface Reader {
        void read(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException;
    }

    /** The first offset of each partition that is still there. */
    Map<Integer, Long> begins() {
        return byNumber(consumer.beginningOffsets(partitions()));
    }

    /** The offset behind the last committed record of each partition. */
    Map<Integer, Long> ends() {
        return byNumber(consumer.endOffsets(partitions()));
    }

    /** By partition, the offset before which the sink has made everything durable; partitions it has committed nothing of are left out. */
    Map<Integer, Long> written() {
        Map<Integer, Long> written = new TreeMap<>();
        consumer.committed(partitions()).forEach((partition, committed) -> {
            // The client says null where nothing is committed.
            if (committed != null) {
                written.put(partition.partition(), committed.offset());
            }
        });
        return written;
    }

    /**
     * Gives all records from the first offsets up to, and without, the second ones.
     *
     * @throws ReconcileException if the broker has given nothing for a minute
     */
    void read(Map<Integer, Long> from, Map<Integer, Long> to, Reader reader) throws InterruptedException {
        Set<TopicPartition> open = to.entrySet().stream()
                .filter(end -> from.getOrDefault(end.getKey(), 0L) < end.getValue())
                .map(end -> partition(end.getKey()))
                .collect(Collectors.toSet());
        consumer.assign(open);
        open.forEach(partition -> consumer.seek(partition, from.getOrDefault(partition.partition(), 0L)));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!open.isEmpty()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                reader.read(before(to, records));
                deadline = System.nanoTime() + PATIENCE.toNanos();
            }
            Set<TopicPartition> done = open.stream()
                    .filter(partition -> consumer.position(partition) >= to.getOrDefault(partition.partition(), 0L))
                    .collect(Collectors.toSet());
            open.removeAll(done);
            consumer.pause(done);
            if (System.nanoTime() > deadline) {
                throw new ReconcileException("Kafka has given no records of " + open + " for " + PATIENCE
                        + "; look at the brokers, then run it again");
            }
        }
        consumer.assign(Set.of());
    }

    private static List<ConsumerRecord<byte[], byte[]>> before(
            Map<Integer, Long> to, ConsumerRecords<byte[], byte[]> records) {
        List<ConsumerRecord<byte[], byte[]>> wanted = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.offset() < to.getOrDefault(record.partition(), 0L)) {
                wanted.add(record);
            }
        }
        return wanted;
    }

    /** The place of a record. */
    record Position(int partition, long offset) {}

    /** The records at these places; those that compaction has removed are left out. */
    Map<Position, ConsumerRecord<byte[], byte[]>> at(Set<Position> places) {
        Map<Integer, NavigableSet<Long>> offsets = new TreeMap<>();
        places.forEach(place -> offsets.computeIfAbsent(place.partition(), partition -> new TreeSet<>())
                .add(place.offset()));
        Map<Position, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
        for (Map.Entry<Integer, NavigableSet<Long>> wanted : offsets.entrySet()) {
            readAt(wanted.getKey(), wanted.getValue(), found);
        }
        consumer.assign(Set.of());
        return found;
    }

    private void readAt(int number, NavigableSet<Long> offsets, Map<Position, ConsumerRecord<byte[], byte[]>> found) {
        TopicPartition partition = partition(number);
        consumer.assign(Set.of(partition));
        long end = byNumber(consumer.endOffsets(Set.of(partition))).getOrDefault(number, 0L);
        Long next = offsets.first();
        consumer.seek(partition, next);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (next != null && next < end && consumer.position(partition) < end) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (offsets.contains(record.offset())) {
                    found.put(new Position(number, record.offset()), record);
                }
            }
            long position = consumer.position(partition);
            next = offsets.ceiling(position);
            if (next != null && next - position > MAX_POLL_RECORDS) {
                consumer.seek(partition, next);
            }
            if (!records.isEmpty()) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new ReconcileException("Kafka has given no records of " + partition + " for " + PATIENCE
                        + "; look at the brokers, then run it again");
            }
        }
    }

    private Set<TopicPartition> partitions() {
        return consumer.partitionsFor(topic).stream()
                .map(info -> partition(info.partition()))
                .collect(Collectors.toSet());
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(topic, number);
    }

    private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
        Map<Integer, Long> byNumber = new TreeMap<>();
        offsets.forEach((partition, offset) -> byNumber.put(partition.partition(), offset));
        return byNumber;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
