package dev.weft.rollout.steps;

import dev.weft.core.running.Threads;
import dev.weft.events.KafkaSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who of several instances carries out the plan: the one to which the consumer group has assigned the one partition of the topic of releases. Nothing
 * is read through it. It ends by itself when this instance has not heard of the group for a while, before the group gives it to another. Thread-safe.
 */
final class Leadership implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_A_FAILURE = Duration.ofSeconds(1);
    private static final int SESSION_TIMEOUT_MS = 10_000;
    private static final int HEARTBEAT_INTERVAL_MS = 2_000;

    /** Below the session timeout: from then on the group may have another leader. */
    private static final Duration TERM = Duration.ofSeconds(6);

    private final KafkaSettings kafka;
    private final String groupId;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("weft-rollout-leader").unstarted(this::run);
    private volatile boolean assigned;
    private volatile long renewedNanos = System.nanoTime();
    private volatile boolean closed;
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private volatile Optional<String> problem = Optional.of("not a member of its group yet");

    Leadership(KafkaSettings kafka, String groupId) {
        this.kafka = kafka;
        this.groupId = groupId;
    }

    void start() {
        thread.start();
    }

    boolean isLeader() {
        // The clock goes on while a process is stopped.
        return assigned && System.nanoTime() - renewedNanos < TERM.toNanos();
    }

    Optional<String> problem() {
        return problem;
    }

    private void run() {
        while (!closed) {
            try (Consumer<byte[], byte[]> consumer = open()) {
                current = consumer;
                consumer.subscribe(List.of(kafka.topics().releases()), new Assignment());
                while (!closed) {
                    consumer.poll(POLL);
                    consumer.pause(consumer.assignment());
                    renew(consumer);
                }
            } catch (InterruptException | WakeupException e) {
                LOG.debug("stopped", e);
            } catch (KafkaException e) {
                problem = Optional.of("the group of rollouts can't be reached: " + e.getMessage());
                LOG.warn("the group of rollouts can't be reached, trying again: reason={}", e.getMessage());
                pause();
            } finally {
                current = null;
                assigned = false;
            }
        }
    }

    private void renew(Consumer<byte[], byte[]> consumer) {
        double silence = secondsSinceHeartbeat(consumer);
        if (silence < 0) {
            // None was sent yet: the assignment counts until the first one.
            return;
        }
        if (silence < TERM.toSeconds()) {
            renewedNanos = Math.max(renewedNanos, System.nanoTime() - (long) (silence * 1e9));
            problem = Optional.empty();
        } else {
            problem = Optional.of("the group of rollouts does not answer: is the broker up?");
        }
    }

    private static double secondsSinceHeartbeat(Consumer<byte[], byte[]> consumer) {
        return consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("last-heartbeat-seconds-ago"))
                .map(metric -> metric.getValue().metricValue())
                .filter(Double.class::isInstance)
                .mapToDouble(Double.class::cast)
                .findFirst()
                .orElse(-1);
    }

    private final class Assignment implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            renewedNanos = System.nanoTime();
            problem = Optional.empty();
            if (!partitions.isEmpty()) {
                assigned = true;
                LOG.info("this instance carries out rollouts: group={}", groupId);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                assigned = false;
            }
        }
    }

    private Consumer<byte[], byte[]> open() {
        Map<String, Object> properties = kafka.clientProperties(groupId + "-leader");
        properties.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
        properties.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_INTERVAL_MS);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, groupId + "-leader");
        // Who leads goes on leading when another joins.
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_A_FAILURE);
        } catch (InterruptedException e) {
            LOG.debug("stopped", e);
        }
    }

    /** Leaves the group, so that another can lead at once. */
    @Override
    public void close() {
        closed = true;
        Consumer<byte[], byte[]> polling = current;
        if (polling != null) {
            // An interrupt would not let it say good-bye, and the group would wait for it.
            polling.wakeup();
        }
        try {
            thread.join(CLOSE_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Threads.stop(thread, CLOSE_TIMEOUT);
    }
}
