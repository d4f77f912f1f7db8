package dev.weft.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The batches that are with the handler. Safe for use by several threads: handlers report from their own.
 *
 * <p>A batch that fails takes the later ones with it, and it does so before its stage's listeners return: a handler that publishes in order
 * can't commit past a batch that failed.
 */
final class InFlight {

    private final TreeMap<Long, RecordBatch> batches = new TreeMap<>();
    private final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private boolean closed;

    /** @param error why it failed, or null */
    record Outcome(RecordBatch batch, @Nullable Throwable error) {}

    /** False when an earlier batch has failed meanwhile: the batch must not be handed over. */
    synchronized boolean add(RecordBatch batch) {
        if (closed) {
            return false;
        }
        batches.put(batch.sequence(), batch);
        return true;
    }

    /** Called by handlers, on any thread. */
    synchronized void settle(RecordBatch batch, @Nullable Throwable error) {
        if (batches.remove(batch.sequence()) == null) {
            return;
        }
        if (error != null && !batch.isAbandoned()) {
            closed = true;
            batches.tailMap(batch.sequence()).values().forEach(RecordBatch::abandon);
        }
        outcomes.add(new Outcome(batch, error));
        notifyAll();
    }

    /**
     * Waits until no batch with records of these partitions is with the handler.
     *
     * @return false when the time is over before
     */
    synchronized boolean awaitSettled(Collection<TopicPartition> partitions, Duration timeout)
            throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (batches.values().stream().anyMatch(batch -> batch.touches(partitions))) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            // Rounded up: a wait of 0 would be one without end.
            wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
        return true;
    }

    /** The next outcome not looked at yet, in the order of settling. */
    Optional<Outcome> nextOutcome() {
        return Optional.ofNullable(outcomes.poll());
    }

    /** Nothing can be added until {@link #reopen()}. */
    synchronized void abandonAll() {
        closed = true;
        batches.values().forEach(RecordBatch::abandon);
    }

    /**
     * Abandons the batches that hold records of these partitions, and all that were handed over after the first of them.
     *
     * @return whether records of other partitions are among the abandoned
     */
    synchronized boolean abandon(Collection<TopicPartition> partitions) {
        OptionalLong first = batches.values().stream()
                .filter(batch -> batch.touches(partitions))
                .mapToLong(RecordBatch::sequence)
                .min();
        if (first.isEmpty()) {
            return false;
        }
        List<RecordBatch> abandoned =
                new ArrayList<>(batches.tailMap(first.getAsLong()).values());
        abandoned.forEach(RecordBatch::abandon);
        Predicate<TopicPartition> revoked = partitions::contains;
        return abandoned.stream()
                .flatMap(batch -> batch.nextOffsets().keySet().stream())
                .anyMatch(revoked.negate());
    }

    synchronized void reopen() {
        closed = false;
    }

    synchronized int records() {
        return batches.values().stream().mapToInt(RecordBatch::size).sum();
    }

    synchronized long bytes() {
        return batches.values().stream().mapToLong(RecordBatch::bytes).sum();
    }
}
