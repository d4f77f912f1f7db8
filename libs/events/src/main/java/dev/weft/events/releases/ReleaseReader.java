package dev.weft.events.releases;

import dev.weft.core.Release;
import dev.weft.events.EndWaiters;
import dev.weft.events.EventCodec;
import dev.weft.events.KafkaSettings;
import dev.weft.events.SchemaRegistryException;
import dev.weft.events.UndecodableRecordException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the topic of releases from its beginning, and on. Begins anew after a failure: older revisions say nothing new. */
final class ReleaseReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseReader.class);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration PAUSE_AFTER_A_FAILURE = Duration.ofSeconds(1);

    private final KafkaSettings settings;
    private final EventCodec<Release> codec;
    private final Consumer<Release> arrived;
    private final TopicPartition partition;
    private final Thread thread;
    private final EndWaiters waiters = new EndWaiters("the releases", "the log of releases is closed");
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean closed;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private volatile Optional<String> trouble = Optional.of("the topic of releases was not read yet");

    ReleaseReader(KafkaSettings settings, EventCodec<Release> codec, Consumer<Release> arrived) {
        this.settings = settings;
        this.codec = codec;
        this.arrived = arrived;
        this.partition = new TopicPartition(settings.topics().releases(), 0);
        this.thread = Thread.ofPlatform().name("weft-releases").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    Optional<String> trouble() {
        return trouble;
    }

    void awaitEnd(Duration timeout) throws TimeoutException, InterruptedException {
        waiters.await(timeout, consumer, () -> trouble.orElse("the broker is slow"));
    }

    private void run() {
        while (!closed) {
            try (KafkaConsumer<byte[], byte[]> opened = open();
                    KafkaConsumer<byte[], byte[]> ends = open()) {
                consumer = opened;
                follow(opened, ends);
            } catch (KafkaException | SchemaRegistryException e) {
                if (!closed) {
                    trouble = Optional.of("the releases can't be read: " + e.getMessage());
                    LOG.warn("the releases can't be read, trying again: reason={}", e.getMessage());
                    pause();
                }
            } finally {
                consumer = null;
            }
        }
        waiters.refuse();
    }

    private KafkaConsumer<byte[], byte[]> open() {
        Map<String, Object> properties = settings.clientProperties("weft-releases");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(CALL.toMillis()));
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** @param ends is only asked for ends: on the connection of the one that reads, the question would wait until a fetch that waits for records is answered */
    private void follow(KafkaConsumer<byte[], byte[]> opened, KafkaConsumer<byte[], byte[]> ends) {
        opened.assign(Set.of(partition));
        opened.seekToBeginning(Set.of(partition));
        // Whoever asked during a failure is answered first.
        boolean answer = true;
        while (!closed) {
            try {
                if (answer || waiters.isAsked()) {
                    answer = false;
                    answer(opened, ends);
                }
                opened.poll(POLL).records(partition).forEach(this::read);
            } catch (WakeupException e) {
                LOG.trace("woken up to look for the end of the releases", e);
            }
        }
    }

    /** Reads up to the end as it is now, and lets go who has waited for it. */
    private void answer(KafkaConsumer<byte[], byte[]> opened, KafkaConsumer<byte[], byte[]> ends) {
        waiters.begin();
        try {
            long end = ends.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
            while (!closed && opened.position(partition) < end) {
                opened.poll(POLL).records(partition).forEach(this::read);
            }
            trouble = Optional.empty();
            waiters.letGo();
        } catch (KafkaException | SchemaRegistryException e) {
            waiters.waitOn();
            throw e;
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        try {
            arrived.accept(codec.decode(record.value()));
        } catch (UndecodableRecordException e) {
            LOG.error(
                    "a record of the releases can't be read and is left out: offset={} reason={}",
                    record.offset(),
                    e.getMessage());
        }
    }

    private void pause() {
        try {
            closed = closing.await(PAUSE_AFTER_A_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        KafkaConsumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
        closing.countDown();
        try {
            thread.join(CALL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        waiters.refuse();
    }
}
