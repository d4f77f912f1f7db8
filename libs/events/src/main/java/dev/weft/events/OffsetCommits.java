package dev.weft.events;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits what the ledger says is handled, unless the handler does it. Not thread-safe: the poll thread's own. */
final class OffsetCommits {

    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(OffsetCommits.class);

    private final Consumer<byte[], byte[]> consumer;
    private final BatchConsumerSettings settings;
    private final OffsetLedger ledger;
    private boolean underWay;

    OffsetCommits(Consumer<byte[], byte[]> consumer, BatchConsumerSettings settings, OffsetLedger ledger) {
        this.consumer = consumer;
        this.settings = settings;
        this.ledger = ledger;
    }

    /** Sends a commit, one at a time; what fails is committed with what comes after. */
    void begin() {
        Map<TopicPartition, OffsetAndMetadata> offsets = wanted();
        if (offsets.isEmpty() || underWay) {
            return;
        }
        underWay = true;
        consumer.commitAsync(offsets, (committed, error) -> {
            underWay = false;
            if (error == null) {
                ledger.committed(committed);
            } else {
                LOG.info("commit fails, trying again topic={} error={}", settings.topic(), error.toString());
            }
        });
    }

    /** Commits and waits for the answer, for {@link #TIMEOUT} at most. */
    void await() {
        Map<TopicPartition, OffsetAndMetadata> offsets = wanted();
        if (offsets.isEmpty()) {
            return;
        }
        try {
            commitSync(offsets);
            ledger.committed(offsets);
        } catch (KafkaException e) {
            LOG.warn("commit fails, records will come again topic={} error={}", settings.topic(), e.toString());
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> wanted() {
        return settings.commitMode() == CommitMode.AFTER_HANDLED ? ledger.committable() : Map.of();
    }

    private void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            consumer.commitSync(offsets, TIMEOUT);
        } catch (WakeupException e) {
            // Meant for the poll; a wake-up is used up by being thrown.
            consumer.commitSync(offsets, TIMEOUT);
        }
    }
}
