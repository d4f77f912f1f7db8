package dev.weft.rollout.features;

import dev.weft.events.EndWaiters;
import dev.weft.events.KafkaSettings;
import dev.weft.events.PollingThreads;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies what is committed on a compacted topic into the store, from where it left off, and begins anew after a failure. */
final class TopicTail {

    private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration PAUSE_AFTER_A_FAILURE = Duration.ofSeconds(1);

    /** Below the day for which compacted topics keep tombstones: who was away for longer may have missed that a feature was cleared. */
    private static final Duration OLDEST = Duration.ofHours(12);

    private final KafkaSettings settings;
    private final String topic;
    private final String what;
    private final TopicStore store;
    private final Clock clock;
    private final Thread thread;
    private final EndWaiters waiters;
    private volatile boolean closed;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile Optional<String> problem;

    /** @param what there is on the topic, as a word in the plural */
    TopicTail(KafkaSettings settings, String topic, String what, TopicStore store, Clock clock) {
        this.settings = settings;
        this.topic = topic;
        this.what = what;
        this.store = store;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("weft-rollout-" + what).daemon().unstarted(this::run);
        this.waiters = new EndWaiters("the " + what, "the table of " + what + " is closed");
        this.problem = Optional.of("the topic of " + what + " was not read yet");
    }

    void start() {
        thread.start();
    }

    Optional<String> problem() {
        return problem;
    }

    void awaitEnd(Duration timeout) throws TimeoutException, InterruptedException {
        waiters.await(timeout, consumer, () -> problem.orElse("a transaction is open, or the broker is slow"));
    }

    private void run() {
        while (!closed) {
            try (Consumer<byte[], byte[]> opened = open("read_committed");
                    Consumer<byte[], byte[]> ends = open("read_uncommitted")) {
                consumer = opened;
                follow(opened, ends);
            } catch (InterruptException | WakeupException e) {
                LOG.debug("stopped, or woken up before it began", e);
            } catch (KafkaException | UncheckedIOException | ExecutionException e) {
                problem = Optional.of("the " + what + " can't be read: " + e.getMessage());
                LOG.warn("the {} can't be read, trying again: reason={}", what, e.getMessage());
                pause();
            } catch (InterruptedException e) {
                LOG.debug("stopped", e);
            } finally {
                consumer = null;
            }
        }
        waiters.refuse();
    }

    private void follow(Consumer<byte[], byte[]> opened, Consumer<byte[], byte[]> ends)
            throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = assign(opened);
        ends.assign(partitions);
        problem = Optional.empty();
        Map<TopicPartition, Long> wanted = Map.of();
        try {
            while (!closed) {
                try {
                    if (!waiters.isAnswering() && waiters.isAsked()) {
                        waiters.begin();
                        // The ends that readers of uncommitted see: the last stable offset may lie before a feature
                        // that is committed, as long as a transaction that began earlier is open.
                        wanted = ends.endOffsets(partitions);
                    }
                    copy(opened, opened.poll(waiters.isAnswering() ? POLL.dividedBy(10) : POLL));
                    if (waiters.isAnswering() && hasReached(opened, wanted)) {
                        waiters.letGo();
                    }
                } catch (WakeupException e) {
                    LOG.trace("woken up to look for the end", e);
                }
            }
        } finally {
            waiters.waitOn();
        }
    }

    private static boolean hasReached(Consumer<byte[], byte[]> opened, Map<TopicPartition, Long> wanted) {
        return wanted.entrySet().stream().allMatch(end -> opened.position(end.getKey(), CALL) >= end.getValue());
    }

    private void copy(Consumer<byte[], byte[]> opened, ConsumerRecords<byte[], byte[]> records) {
        if (records.isEmpty()) {
            return;
        }
        Map<Integer, Long> next = new HashMap<>();
        records.nextOffsets().forEach((partition, offset) -> next.put(partition.partition(), offset.offset()));
        store.apply(records, next, clock.instant());
        LOG.trace("copied: records={} assigned={}", records.count(), opened.assignment());
    }

    /** From where the store goes up to, or from the beginning when that says nothing about this topic. */
    private List<TopicPartition> assign(Consumer<byte[], byte[]> opened)
            throws ExecutionException, InterruptedException {
        TopicDescription described = describe();
        List<TopicPartition> partitions = described.partitions().stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        opened.assign(partitions);
        Map<Integer, Long> known = store.offsets(partitions.size());
        if (!knows(described)) {
            store.startAnew(described.topicId().toString());
            known = Map.of();
        }
        Map<TopicPartition, Long> beginnings = opened.beginningOffsets(partitions);
        for (TopicPartition partition : partitions) {
            long beginning = beginnings.getOrDefault(partition, 0L);
            opened.seek(partition, Math.max(beginning, known.getOrDefault(partition.partition(), beginning)));
        }
        return partitions;
    }

    private boolean knows(TopicDescription described) {
        Instant oldest = clock.instant().minus(OLDEST);
        return store.source().equals(Optional.of(described.topicId().toString()))
                && store.readAt().map(at -> at.isAfter(oldest)).orElse(false);
    }

    private TopicDescription describe() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(settings.clientProperties("weft-rollout-" + what + "-admin"))) {
            return Optional.ofNullable(admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .get(topic))
                    .orElseThrow();
        }
    }

    private Consumer<byte[], byte[]> open(String isolation) {
        Map<String, Object> properties = settings.clientProperties("weft-rollout-" + what + "-" + isolation);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(CALL.toMillis()));
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_A_FAILURE);
        } catch (InterruptedException e) {
            LOG.debug("stopped", e);
        }
    }

    /** @return whether it has stopped, so that nobody writes to the store any more */
    boolean close() {
        closed = true;
        PollingThreads.stop(thread, consumer, CALL);
        return !thread.isAlive();
    }
}
