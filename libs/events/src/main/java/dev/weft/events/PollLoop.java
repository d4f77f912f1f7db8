package dev.weft.events;

import dev.weft.events.OffsetCommits.Standing;
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
    static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final BatchConsumerSettings settings;
    private final BatchHandler handler;
    private final ConsumerHealth health;

    private final InFlight inFlight = new InFlight();
    private final Pending pending = new Pending();
    private final Batching batching;
    private final OffsetLedger ledger = new OffsetLedger();
    private final OffsetCommits commits;
    private final LagMeter lag;
    private final Backoff handlerBackoff = new Backoff();
    private final Membership group = new Membership();
    private final Lease lease = new Lease();
    private final Backoff pollBackoff = new Backoff();
    private final AtomicReference<ConsumerGroupMetadata> membership;

    private volatile boolean closing;
    private long sequence;
    private boolean rewindWanted;
    private long rewindNotBeforeNanos;

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
        this.batching = new Batching(pending, inFlight, settings);
        this.commits = new OffsetCommits(consumer, settings, ledger);
        this.lag = new LagMeter(consumer);
    }

    /** See {@link BatchConsumer#lag()}. */
    long lag() {
        return lag.records();
    }

    /** See {@link BatchConsumer#inFlightRecords()}. */
    int inFlightRecords() {
        return inFlight.records();
    }

    /** See {@link BatchConsumer#inFlightBytes()}. */
    long inFlightBytes() {
        return inFlight.bytes();
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
        Standing standing = lease.isOver() ? commits.standing() : Standing.MEMBER;
        if (standing == Standing.OUT) {
            // The poll below finds out which partitions are lost.
            wantRewind(Duration.ZERO);
        }
        takeOutcomes();
        commits.begin();
        if (rewindWanted) {
            rewindWhenQuiet();
        }
        if (!rewindWanted) {
            handOver();
        }
        pauseOrResume();
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(pollTimeout());
        if (standing != Standing.UNKNOWN) {
            lease.renew();
        }
        membership.set(consumer.groupMetadata());
        polled.forEach(ledger::received);
        pending.add(polled, System.nanoTime());
        health.membership(group.problem(consumer));
        lag.update(pending.size() + inFlight.records(), System.nanoTime());
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
        consumer.committed(ledger.partitions(), OffsetCommits.TIMEOUT).forEach((partition, offset) -> {
            // Kafka answers null for a partition without a committed offset.
            Optional.ofNullable(offset).ifPresent(there -> targets.put(partition, there));
        });
        return targets;
    }

    private void handOver() {
        for (int size = batching.dueRecords(); size > 0; size = batching.dueRecords()) {
            RecordBatch batch =
                    new RecordBatch(sequence++, pending.take(size, System.nanoTime()), membership::get, lease);
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

    private void pauseOrResume() {
        boolean enough = rewindWanted || batching.hasEnough();
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
        return batching.untilDue().map(PollLoop::shorter).orElse(IDLE_POLL);
    }

    /** Not below a millisecond: what is due and finds no room waits for an outcome, which wakes the poll up. */
    private static Duration shorter(Duration wait) {
        if (wait.compareTo(IDLE_POLL) > 0) {
            return IDLE_POLL;
        }
        return wait.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : wait;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        group.joined();
        LOG.info("partitions assigned topic={} partition={}", settings.topic(), partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        LOG.info("partitions revoked topic={} partition={}", settings.topic(), partitions);
        if (!rewindWanted) {
            awaitHandlers(partitions);
        }
        takeOutcomes();
        commits.await();
        giveUp(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        group.lost();
        LOG.warn("partitions lost topic={} partition={}", settings.topic(), partitions);
        giveUp(partitions);
    }

    /** Whatever ends now need not be done again by the next owner, who waits for us as long. */
    private void awaitHandlers(Collection<TopicPartition> partitions) {
        try {
            if (!inFlight.awaitSettled(partitions, settings.drainTimeout())) {
                LOG.info("not drained in time, records will come again partition={}", partitions);
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
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
        commits.await();
    }

    private void closeConsumer() {
        try {
            consumer.close(CloseOptions.timeout(OffsetCommits.TIMEOUT));
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
