package dev.weft.events;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that touches the consumer. It polls, hands batches over, takes outcomes in, commits, and never waits for a handler: a
 * member that stops polling is thrown out of its group.
 */
final class PollLoop implements Runnable, ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);

    private static final Duration IDLE_POLL = Duration.ofMillis(500);
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(5);
    static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final BatchConsumerSettings settings;
    private final BatchHandler handler;
    private final ConsumerHealth health;

    private final InFlight inFlight = new InFlight();
    private final Pending pending = new Pending();
    private final OffsetLedger ledger = new OffsetLedger();
    private final Backoff handlerBackoff = new Backoff();
    private final Membership group = new Membership();
    private final Backoff pollBackoff = new Backoff();
    private final AtomicReference<ConsumerGroupMetadata> membership;

    private volatile boolean closing;
    private long sequence;
    private boolean rewindWanted;
    private long rewindNotBeforeNanos;
    private boolean commitUnderWay;

    PollLoop(
            Consumer<byte[], byte[]> consumer,
            BatchConsumerSettings settings,
            BatchHandler handler,
            ConsumerHealth health) {
        this.consumer = consumer;
        this.settings = settings;
        this.handler = handler;
        this.health = health;
        this.membership = new AtomicReference<>(consumer.groupMetadata());
    }

    /** Makes the loop end soon. Safe to call from any thread. */
    void stop() {
        closing = true;
        consumer.wakeup();
    }

    @Override
    public void run() {
        try {
            consumer.subscribe(List.of(settings.topic()), this);
            while (!closing) {
                turnOnce();
            }
            drain();
        } catch (RuntimeException | Error e) {
            health.died("the consumer of " + settings.topic() + " has died: " + e);
            LOG.error("consumer died topic={} error={}", settings.topic(), e.toString(), e);
        } finally {
            inFlight.abandonAll();
            closeConsumer();
        }
    }

    private void turnOnce() {
        try {
            turn();
            if (pollBackoff.failures() > 0) {
                LOG.info("consumer goes on topic={}", settings.topic());
                pollBackoff.reset();
                health.poll(null);
            }
        } catch (WakeupException e) {
            // An outcome came in, or the loop is to end: the next turn looks.
            LOG.trace("woken up", e);
        } catch (KafkaException e) {
            health.poll("reading " + settings.topic() + " fails: " + e);
            LOG.warn("reading fails, trying again topic={} error={}", settings.topic(), e.toString());
            pauseThread(pollBackoff.next());
        }
    }

    private void turn() {
        takeOutcomes();
        commit();
        if (rewindWanted) {
            rewindWhenQuiet();
        }
        if (!rewindWanted) {
            handOver();
        }
        pauseOrResume();
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(pollTimeout());
        membership.set(consumer.groupMetadata());
        polled.forEach(ledger::received);
        pending.add(polled, System.nanoTime());
        health.membership(group.problem(consumer));
    }

    private void takeOutcomes() {
        for (Optional<InFlight.Outcome> next = inFlight.nextOutcome();
                next.isPresent();
                next = inFlight.nextOutcome()) {
            InFlight.Outcome outcome = next.get();
            Throwable error = outcome.error();
            if (outcome.batch().isAbandoned()) {
                continue;
            }
            if (error == null) {
                ledger.handled(outcome.batch());
                handlerBackoff.reset();
                health.handler(null);
            } else {
                failed(outcome.batch(), error);
            }
        }
    }

    private void failed(RecordBatch batch, Throwable error) {
        Duration wait = handlerBackoff.next();
        wantRewind(wait);
        String problem = "batch of " + batch.size() + " records before " + batch.nextOffsets() + " has failed "
                + handlerBackoff.failures() + " times, next try in " + wait.toMillis() + " ms: " + error;
        health.handler(problem);
        LOG.warn("{}", problem, error);
    }

    private void wantRewind(Duration wait) {
        inFlight.abandonAll();
        pending.clear();
        rewindWanted = true;
        rewindNotBeforeNanos = System.nanoTime() + wait.toNanos();
    }

    /** Records must not be with the handler twice at a time: so the rest of what is in flight is awaited. */
    private void rewindWhenQuiet() {
        if (inFlight.records() > 0 || System.nanoTime() - rewindNotBeforeNanos < 0) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> targets =
                settings.commitMode() == CommitMode.BY_HANDLER ? committedByHandler() : ledger.resumeOffsets();
        Set<TopicPartition> assigned = consumer.assignment();
        targets.forEach((partition, offset) -> {
            if (assigned.contains(partition)) {
                consumer.seek(partition, offset);
            }
        });
        pending.clear();
        ledger.rewind();
        inFlight.reopen();
        rewindWanted = false;
    }

    /** Only the broker knows whether a transaction whose commit seemed to fail went through. */
    private Map<TopicPartition, OffsetAndMetadata> committedByHandler() {
        Map<TopicPartition, OffsetAndMetadata> targets = new HashMap<>(ledger.startOffsets());
        consumer.committed(ledger.partitions(), COMMIT_TIMEOUT).forEach((partition, offset) -> {
            // Kafka answers null for a partition without a committed offset.
            Optional.ofNullable(offset).ifPresent(there -> targets.put(partition, there));
        });
        return targets;
    }

    private void handOver() {
        while (isBatchDue()) {
            RecordBatch batch = new RecordBatch(
                    sequence++, pending.take(settings.maxBatchRecords(), System.nanoTime()), membership::get);
            ledger.handedOver(batch);
            if (!inFlight.add(batch)) {
                return; // an earlier batch has just failed: these records are read again
            }
            try {
                CompletionStage<Void> stage = handler.handle(batch);
                stage.whenComplete((done, error) -> settle(batch, error));
            } catch (RuntimeException e) {
                settle(batch, e);
            }
        }
    }

    private void settle(RecordBatch batch, @Nullable Throwable error) {
        inFlight.settle(batch, error);
        consumer.wakeup();
    }

    private boolean isBatchDue() {
        int busy = inFlight.records();
        if (pending.size() == 0) {
            return false;
        }
        if (busy == 0) {
            return true;
        }
        int size = Math.min(pending.size(), settings.maxBatchRecords());
        boolean full = size == settings.maxBatchRecords();
        boolean waitedLong = pending.waitedNanos(System.nanoTime()).orElse(0L)
                >= settings.maxDelay().toNanos();
        return busy + size <= settings.maxInFlightRecords() && (full || waitedLong);
    }

    private void pauseOrResume() {
        boolean enough = rewindWanted || pending.size() >= settings.maxBatchRecords();
        Set<TopicPartition> paused = consumer.paused();
        if (enough) {
            Set<TopicPartition> running = new HashSet<>(consumer.assignment());
            running.removeAll(paused);
            consumer.pause(running);
        } else if (!paused.isEmpty()) {
            consumer.resume(paused);
        }
    }

    private Duration pollTimeout() {
        if (rewindWanted) {
            return shorter(Duration.ofNanos(Math.max(1_000_000, rewindNotBeforeNanos - System.nanoTime())));
        }
        return pending.waitedNanos(System.nanoTime())
                .map(waited -> shorter(settings.maxDelay().minusNanos(waited)))
                .orElse(IDLE_POLL);
    }

    /** Not below a millisecond: what is due and finds no room waits for an outcome, which wakes the poll up. */
    private static Duration shorter(Duration wait) {
        if (wait.compareTo(IDLE_POLL) > 0) {
            return IDLE_POLL;
        }
        return wait.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : wait;
    }

    private void commit() {
        if (settings.commitMode() != CommitMode.AFTER_HANDLED || commitUnderWay) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = ledger.committable();
        if (offsets.isEmpty()) {
            return;
        }
        commitUnderWay = true;
        consumer.commitAsync(offsets, (committed, error) -> {
            commitUnderWay = false;
            if (error == null) {
                ledger.committed(committed);
            } else {
                LOG.info("commit fails, trying again topic={} error={}", settings.topic(), error.toString());
            }
        });
    }

    private void commitNow() {
        if (settings.commitMode() != CommitMode.AFTER_HANDLED) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = ledger.committable();
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

    private void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            consumer.commitSync(offsets, COMMIT_TIMEOUT);
        } catch (WakeupException e) {
            // Meant for the poll; a wake-up is used up by being thrown.
            consumer.commitSync(offsets, COMMIT_TIMEOUT);
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        group.joined();
        LOG.info("partitions assigned topic={} partition={}", settings.topic(), partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        LOG.info("partitions revoked topic={} partition={}", settings.topic(), partitions);
        takeOutcomes();
        commitNow();
        giveUp(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        group.lost();
        LOG.warn("partitions lost topic={} partition={}", settings.topic(), partitions);
        giveUp(partitions);
    }

    private void giveUp(Collection<TopicPartition> partitions) {
        pending.drop(partitions);
        boolean othersToo = inFlight.abandon(partitions);
        ledger.forget(partitions);
        if (othersToo) {
            wantRewind(Duration.ZERO);
        }
    }

    /** Gives what is in flight a little time, so that less is done twice. */
    private void drain() {
        long deadline = System.nanoTime() + DRAIN_TIMEOUT.toNanos();
        pending.clear();
        while (inFlight.records() > 0 && System.nanoTime() < deadline) {
            try {
                takeOutcomes();
                consumer.pause(consumer.assignment());
                consumer.poll(Duration.ofMillis(100));
            } catch (WakeupException e) {
                LOG.trace("woken up", e);
            } catch (KafkaException e) {
                LOG.debug("closing without the broker", e);
                return;
            }
        }
        takeOutcomes();
        commitNow();
    }

    private void closeConsumer() {
        try {
            consumer.close(CloseOptions.timeout(COMMIT_TIMEOUT));
        } catch (KafkaException e) {
            LOG.warn("closing the consumer fails topic={} error={}", settings.topic(), e.toString());
        }
    }

    private void pauseThread(Duration wait) {
        long deadline = System.nanoTime() + wait.toNanos();
        while (!closing && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(this, Duration.ofMillis(50).toNanos());
        }
        if (Thread.interrupted()) {
            throw new InterruptException("the poll thread of " + settings.topic() + " was interrupted");
        }
    }
}
