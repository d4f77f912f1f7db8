package dev.weft.events;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many records of a consumer's partitions are not handled yet. The client knows it from its fetches; while partitions are paused it does not
 * fetch, and the broker is asked now and then: an outage is when somebody looks. Updated by the poll thread, read by any.
 */
final class LagMeter {

    private static final Logger LOG = LoggerFactory.getLogger(LagMeter.class);

    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private volatile long records;
    private long pausedBehind;
    private long askedNanos = System.nanoTime();

    LagMeter(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    long records() {
        return records;
    }

    /** @param taken how many records were polled and are not handled */
    void update(int taken, long nowNanos) {
        Set<TopicPartition> paused = consumer.paused();
        if (paused.isEmpty()) {
            pausedBehind = 0;
        } else if (nowNanos - askedNanos >= BETWEEN_QUESTIONS.toNanos()) {
            askedNanos = nowNanos;
            pausedBehind = askedBehind(paused);
        }

        records = taken + Math.max(pausedBehind, fetchedBehind(consumer.assignment()));
    }

    private long fetchedBehind(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    private long askedBehind(Collection<TopicPartition> partitions) {
        try {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, TIMEOUT);
            long behind = 0;
            for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
                behind += Math.max(0, end.getValue() - consumer.position(end.getKey(), TIMEOUT));
            }
            return behind;
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.debug("the ends of partitions are not known now", e);
            return pausedBehind;
        }
    }
}
