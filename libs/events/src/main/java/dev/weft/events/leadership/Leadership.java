package dev.weft.events.leadership;

import dev.weft.events.KafkaSettings;
import dev.weft.events.PollingThreads;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
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
 * Which of several instances leads: the one to which a consumer group has assigned the one partition of the topic of releases. Nothing is read through it. It
 * ends by itself when this instance has not heard of the group for a while, before the group gives it to another. Thread-safe.
 */
public final class Leadership implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_A_FAILURE = Duration.ofSeconds(1);
    private static final String SESSION_TIMEOUT_MS = "10000";
    private static final String HEARTBEAT_INTERVAL_MS = "2000";

    /** Of the session timeout, at whose end the group may have another leader. */
    private static final double TERM_SHARE = 0.6;

    /** A group that takes another member in gives its leader a new mandate within a heartbeat or two. */
    private static final Duration RENEWAL = Duration.ofSeconds(10);

    private final KafkaSettings kafka;
    private final String group;
    private final String work;
    private final TopicPartition place;
    private final Duration term;
    private final Thread thread;
    private volatile boolean assigned;
    private volatile Optional<Mandate> mandate = Optional.empty();
    private volatile long renewedNanos = System.nanoTime();
    private volatile boolean closed;
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private volatile Optional<String> problem = Optional.of("not a member of its group yet");

    /**
     * @param groupId what the name of the leaders' consumer group begins with
     * @param work what the leader does, in the plural, for the log
     */
    public Leadership(KafkaSettings kafka, String groupId, String work) {
        this.kafka = kafka;
        this.group = groupId + "-leader";
        this.work = work;
        this.place = new TopicPartition(kafka.topics().releases(), 0);
        this.term = Duration.ofMillis((long) (TERM_SHARE
                * Long.parseLong(kafka.properties()
                        .getOrDefault(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS))));
        this.thread = Thread.ofPlatform().daemon().name("weft-" + group).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public boolean isLeader() {
        // The clock goes on while a process is stopped.
        return assigned && System.nanoTime() - renewedNanos < term.toNanos();
    }

    /** Why it is not known who leads; empty when this instance leads, or another may. */
    public Optional<String> problem() {
        return problem;
    }

    /** What a leader's transactions are bound to; empty if this instance doesn't lead. */
    public Optional<Mandate> mandate() {
        return isLeader() ? mandate : Optional.empty();
    }

    /**
     * The next mandate after one that the broker has refused. Waits while this instance seems to lead, some seconds at most.
     *
     * @return empty if it doesn't lead any more
     */
    public Optional<Mandate> mandateAfter(Mandate refused) throws InterruptedException {
        long deadline = System.nanoTime() + RENEWAL.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<Mandate> now = mandate();
            if (now.isEmpty() || now.get() != refused) {
                return now;
            }
            Thread.sleep(POLL);
        }
        return Optional.empty();
    }

    /** The address of the instance that leads, as the broker sees it; empty if none does now, or the broker doesn't answer. Blocks for a moment. */
    public Optional<String> leader() throws InterruptedException {
        return new LeaderLookup(kafka, group, place).address();
    }

    private void run() {
        while (!closed) {
            try (Consumer<byte[], byte[]> consumer = open()) {
                current = consumer;
                consumer.subscribe(List.of(place.topic()), new Assignment(consumer));
                while (!closed) {
                    consumer.poll(POLL);
                    mandate = mandate(consumer);
                    renew(consumer);
                }
            } catch (InterruptException | WakeupException e) {
                LOG.debug("stopped", e);
            } catch (KafkaException e) {
                problem = Optional.of("the group " + group + " can't be reached: " + e.getMessage());
                LOG.warn("the group {} can't be reached, trying again: reason={}", group, e.getMessage());
                pause();
            } finally {
                current = null;
                assigned = false;
                mandate = Optional.empty();
            }
        }
    }

    private Optional<Mandate> mandate(Consumer<byte[], byte[]> consumer) {
        ConsumerGroupMetadata member = consumer.groupMetadata();
        // Without a generation a broker would take it for a client that knows none, and check nothing.
        if (!assigned || member.generationId() < 0) {
            return Optional.empty();
        }
        return mandate.filter(known -> known.isOf(member)).or(() -> Optional.of(new Mandate(place, member)));
    }

    private void renew(Consumer<byte[], byte[]> consumer) {
        double silence = secondsSinceHeartbeat(consumer);
        if (silence < 0) {
            // None was sent yet: the assignment counts until the first one.
            return;
        }
        if (silence * 1e9 < term.toNanos()) {
            renewedNanos = Math.max(renewedNanos, System.nanoTime() - (long) (silence * 1e9));
            problem = Optional.empty();
        } else {
            problem = Optional.of("the group " + group + " does not answer: is the broker up?");
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

        private final Consumer<byte[], byte[]> consumer;

        Assignment(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
            renewedNanos = System.nanoTime();
            problem = Optional.empty();
            if (!partitions.isEmpty()) {
                assigned = true;
                mandate = mandate(consumer);
                LOG.info("this instance leads: work={} group={}", work, group);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                assigned = false;
                mandate = Optional.empty();
                LOG.info("this instance does not lead any more: work={} group={}", work, group);
            }
        }
    }

    private Consumer<byte[], byte[]> open() {
        Map<String, Object> properties = kafka.clientProperties(group);
        properties.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
        properties.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_INTERVAL_MS);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
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
        if (!thread.isAlive()) {
            return;
        }
        PollingThreads.stop(thread, current, CLOSE_TIMEOUT);
    }
}
