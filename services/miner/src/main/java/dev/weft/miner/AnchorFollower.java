package dev.weft.miner;

import dev.weft.core.Anchor;
import dev.weft.events.EventCodec;
import dev.weft.events.KafkaSettings;
import dev.weft.events.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps an {@link AnchorTable} up to date with the whole topic of anchors, from its beginning, without a group: every instance has all items. */
final class AnchorFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AnchorFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final KafkaSettings kafka;
    private final EventCodec<Anchor> codec;
    private final AnchorTable table;
    private final Thread thread;
    private volatile boolean closing;
    private volatile Map<TopicPartition, Long> positions = Map.of();
    private volatile Optional<String> problem = Optional.of("the table of items is not read yet");

    AnchorFollower(KafkaSettings kafka, EventCodec<Anchor> codec, AnchorTable table) {
        this.kafka = kafka;
        this.codec = codec;
        this.table = table;
        this.thread = Thread.ofPlatform().daemon().name("weft-miner-table").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Why the table isn't whole, if it isn't. */
    Optional<String> problem() {
        return problem;
    }

    /** Whether the table has all up to these offsets. */
    boolean hasRead(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> now = positions;
        return ends.entrySet().stream().allMatch(end -> now.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** Not by an interrupt, unless it takes too long: with one, the consumer can't say goodbye to the broker, and tells of it as an error. */
    @Override
    public void close() {
        closing = true;
        try {
            if (!thread.join(CLOSE_TIMEOUT)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (isWanted()) {
            try (Consumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                follow(consumer);
            } catch (InterruptException e) {
                LOG.debug("stopped", e);
                return;
            } catch (KafkaException e) {
                problem = Optional.of("the table of items can't be read: " + e.getMessage());
                LOG.warn("the table of items can't be read, trying again: error={}", e.toString());
                pause();
            }
        }
    }

    private boolean isWanted() {
        return !closing && !Thread.currentThread().isInterrupted();
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(kafka.topics().anchors()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (isWanted()) {
            consumer.poll(POLL).forEach(this::take);
            positions = partitions.stream().collect(Collectors.toMap(Function.identity(), consumer::position));
            if (problem.isPresent() && hasRead(ends)) {
                problem = Optional.empty();
                LOG.info("the table of items is whole: {} items", table.size());
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            table.remove(new String(record.key(), StandardCharsets.UTF_8));
            return;
        }
        try {
            table.put(codec.decode(record.value()));
        } catch (UndecodableRecordException e) {
            // Its dead letter is written by who mines it.
            LOG.debug("an anchor can't be read: partition={} offset={}", record.partition(), record.offset(), e);
        }
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = kafka.clientProperties("weft-miner-table");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return properties;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
