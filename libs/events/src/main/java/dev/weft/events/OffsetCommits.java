package dev.weft.events;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
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

    /** What the group thinks of this member. */
    enum Standing {
        MEMBER,
        /** The group is being formed anew: after the next poll there may be an answer. */
        UNKNOWN,
        /** The group has gone on without it. */
        OUT
    }

    /**
     * Asks the group, by committing again what is committed. Waits for {@link #TIMEOUT} at most.
     *
     * @throws KafkaException if the group can't be asked now
     */
    Standing standing() {
        Map<TopicPartition, OffsetAndMetadata> offsets = ledger.resumeOffsets();
        if (offsets.isEmpty() || settings.commitMode() != CommitMode.AFTER_HANDLED) {
            // Nothing is with the handler, or its transaction asks the same question.
            return Standing.MEMBER;
        }
        try {
            commitSync(offsets);
            ledger.committed(offsets);
            return Standing.MEMBER;
        } catch (RebalanceInProgressException e) {
            LOG.debug("the group is being formed anew", e);
            return Standing.UNKNOWN;
        } catch (CommitFailedException e) {
            LOG.warn("the group has gone on without this member topic={} error={}", settings.topic(), e.toString());
            return Standing.OUT;
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
