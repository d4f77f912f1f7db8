package dev.weft.sink;

import dev.weft.core.running.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the changes of some items to the store in their order, on one thread: as many together as wait, up to the limits of a batch. While one
 * batch is at the store the next one fills, so that batches are small when little happens and full under load.
 */
final class Lane implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final String name;
    private final IndexWriter writer;
    private final Announcer announcer;
    private final Patience patience;
    private final Obstacles obstacles;
    private final SinkMetrics metrics;
    private final BatchLimits limits;
    private final BlockingQueue<List<Change>> queue = new LinkedBlockingQueue<>();
    private final Thread thread;

    Lane(
            int number,
            IndexWriter writer,
            Announcer announcer,
            Patience patience,
            Obstacles obstacles,
            SinkMetrics metrics,
            BatchLimits limits) {
        this.name = "weft-sink-write-" + number;
        this.writer = writer;
        this.announcer = announcer;
        this.patience = patience;
        this.obstacles = obstacles;
        this.metrics = metrics;
        this.limits = limits;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** @param together at least one change, and not more than the limits of a batch allow */
    void add(List<Change> together) {
        queue.add(together);
    }

    void interrupt() {
        thread.interrupt();
    }

    @Override
    public void close() {
        Threads.stop(thread, CLOSE_TIMEOUT);
    }

    private void run() {
        try {
            while (true) {
                apply(takeTogether());
            }
        } catch (InterruptedException e) {
            LOG.debug("stopped", e);
        } catch (RuntimeException | Error e) {
            obstacles.meet(name, Obstacles.Kind.STOPPED, "the sink has stopped, restart it: " + e);
            LOG.error("the sink has stopped", e);
        }
    }

    private List<Change> takeTogether() throws InterruptedException {
        List<Change> taken = new ArrayList<>(queue.take());
        long bytes = bytesOf(taken);
        for (List<Change> next = queue.peek(); next != null; next = queue.peek()) {
            bytes += bytesOf(next);
            if (taken.size() + next.size() > limits.records() || bytes > limits.bytes()) {
                break;
            }
            taken.addAll(queue.remove());
        }
        return taken;
    }

    private static long bytesOf(List<Change> changes) {
        return changes.stream().mapToLong(Change::bytes).sum();
    }

    private void apply(List<Change> changes) throws InterruptedException {
        // A VectorStoreException as a rule; a defect must not lose records either.
        List<Outcome> outcomes =
                patience.untilItWorks(name, "the vector store can't be written", () -> write(changes), writer::forget);
        List<? extends Future<?>> announcements = announcer.announce(outcomes);
        outcomes.forEach(metrics::count);
        changes.forEach(change -> change.work().done(1, announcements));
    }

    /** Leaves out, at every try, what comes again elsewhere meanwhile: its new owner may be further on already. */
    private List<Outcome> write(List<Change> changes) {
        List<Change> current =
                changes.stream().filter(change -> !change.work().isAbandoned()).toList();
        if (current.isEmpty()) {
            return List.of();
        }
        if (!current.stream().allMatch(change -> change.work().isCertain())) {
            throw new UncertainOwnershipException();
        }
        List<Incoming> incoming = current.stream().map(Change::incoming).toList();
        int items = (int)
                incoming.stream().map(change -> change.event().key()).distinct().count();
        return metrics.writing(items, bytesOf(current), limits, () -> writer.write(incoming));
    }
}
