package dev.weft.events;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a topic in small batches, as a member of a group, and hands them to a handler that may take as long as it likes. Thread-safe.
 *
 * <ul>
 *   <li>A record that finds nothing in flight goes out at once; under load, batches fill while others are being handled.
 *   <li>Nothing is skipped: a batch that fails takes the batches after it with it, and all their records come again after a while, which
 *       doubles from 100 ms to 10 s.
 *   <li>Offsets are committed in order, of what is handled only; see {@link CommitMode}.
 *   <li>When partitions move to another member, what is handled is committed first, after a wait of {@link BatchConsumerSettings#drainTimeout()}
 *       at most, and batches with other records of theirs are abandoned.
 *   <li>Bounded: {@link BatchConsumerSettings#maxInFlightRecords()} and {@link BatchConsumerSettings#maxInFlightBytes()} are with the handler,
 *       two batches wait, and the partitions are paused.
 * </ul>
 */
public final class BatchConsumer implements AutoCloseable {

    /** A crashed member's partitions lie idle that long. */
    private static final int SESSION_TIMEOUT_MS = 10_000;

    private final KafkaSettings kafka;
    private final BatchConsumerSettings settings;
    private final BatchHandler handler;
    private final ConsumerHealth health = new ConsumerHealth();

    private @Nullable PollLoop loop;
    private @Nullable Thread thread;
    private boolean closed;

    public BatchConsumer(KafkaSettings kafka, BatchConsumerSettings settings, BatchHandler handler) {
        this.kafka = kafka;
        this.settings = settings;
        this.handler = handler;
    }

    /** Starts to read; returns at once, whether or not a broker is up. Idempotent. */
    public synchronized void start() {
        if (thread != null || closed) {
            return;
        }
        PollLoop newLoop = new PollLoop(
                new KafkaConsumer<>(properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                settings,
                handler,
                health);
        loop = newLoop;
        thread = Thread.ofPlatform()
                .name("weft-" + settings.groupId() + "-" + settings.topic())
                .daemon()
                .start(newLoop);
    }

    /** Whether there is no {@link #problem()}. */
    public boolean isHealthy() {
        return problem().isEmpty();
    }

    /** Why records are not being handled now, for a health check: the broker is away, batches fail, the consumer isn't started. */
    public Optional<String> problem() {
        return health.problem();
    }

    /**
     * How many records of this member's partitions are not handled yet, those with the handler included. Cheap: known from the last poll, and up
     * to 5 s old while partitions are paused.
     */
    public synchronized long lag() {
        return loop == null ? 0 : loop.lag();
    }

    /** How many records are with the handler. */
    public synchronized int inFlightRecords() {
        return loop == null ? 0 : loop.inFlightRecords();
    }

    /** How many bytes of keys and values are with the handler. */
    public synchronized long inFlightBytes() {
        return loop == null ? 0 : loop.inFlightBytes();
    }

    /** Waits a few seconds for what is in flight, commits what is handled, leaves the group. Takes 15 s at most. Idempotent. */
    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            closed = true;
            running = thread;
            if (loop != null) {
                loop.stop();
            }
        }
        if (running != null) {
            try {
                running.join(Duration.ofSeconds(15));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = kafka.clientProperties(settings.groupId() + "-" + settings.topic());
        properties.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.groupId());
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.maxBatchRecords());
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // By the handler means in its transaction: only then must offsets of open ones be waited for.
        boolean committedOnly = settings.readCommitted() || settings.commitMode() == CommitMode.BY_HANDLER;
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, committedOnly ? "read_committed" : "read_uncommitted");
        return properties;
    }
}
