package dev.weft.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/**
 * Writes the changes of some items to the store in their order, on one thread: as many together as wait, up to the limits of a batch. While one
 * batch is at the store the next one fills, so that batches are small when little happens and full under load.
 */
final class Lane implements AutoCloseable {

    private final String name;
    private final IndexWriter writer;
    private final Announcer announcer;
    private final Patience patience;
    private final SinkMetrics metrics;
    private final BatchLimits limits;
    private final BlockingQueue<List<Change>> queue = new LinkedBlockingQueue<>();
    private final SinkThread thread;

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
        this.metrics = metrics;
        this.limits = limits;
        this.thread = new SinkThread(name, obstacles, () -> apply(takeTogether()));
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
        thread.close();
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
        // Once per piece of work and not per change: what all say of all would be a quarter of a million
        // acknowledgements for 500 changes.
        changes.stream()
                .collect(Collectors.groupingBy(Change::work, Collectors.summingInt(_ -> 1)))
                .forEach((work, done) -> work.done(done, announcements));
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
