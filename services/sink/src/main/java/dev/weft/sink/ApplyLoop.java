package dev.weft.sink;

import dev.weft.events.SchemaRegistryException;
import dev.weft.sink.RecordReader.ReadRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches to the store in their order, on one thread, and announces what became searchable at once. While the store can't be written, or
 * the schema registry can't be asked, batches wait and are tried again: an outage makes nothing a dead letter.
 */
final class ApplyLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApplyLoop.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final RecordReader reader;
    private final IndexWriter writer;
    private final Announcer announcer;
    private final Consumer<Visible> next;
    private final Backoff backoff;
    private final SinkMetrics metrics;
    private final int maxRecords;
    private final BlockingQueue<BatchWork> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile Optional<String> problem = Optional.empty();

    /** @param maxRecords how many records of waiting batches are written together, positive */
    ApplyLoop(
            RecordReader reader,
            IndexWriter writer,
            Announcer announcer,
            Consumer<Visible> next,
            Backoff backoff,
            SinkMetrics metrics,
            int maxRecords) {
        this.reader = reader;
        this.writer = writer;
        this.announcer = announcer;
        this.next = next;
        this.backoff = backoff;
        this.metrics = metrics;
        this.maxRecords = maxRecords;
        this.thread = Thread.ofPlatform().daemon().name("weft-sink-apply").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void add(BatchWork work) {
        queue.add(work);
    }

    Optional<String> problem() {
        return problem;
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
        } catch (RuntimeException e) {
            problem = Optional.of("the sink has stopped, restart it: " + e);
            LOG.error("the sink has stopped", e);
        }
    }

    private List<BatchWork> takeTogether() throws InterruptedException {
        List<BatchWork> taken = new ArrayList<>();
        taken.add(queue.take());
        int records = taken.getFirst().size();
        for (BatchWork following = queue.peek();
                following != null && records + following.size() <= maxRecords;
                following = queue.peek()) {
            taken.add(queue.take());
            records += following.size();
        }
        return taken;
    }

    private void apply(List<BatchWork> works) throws InterruptedException {
        List<ConsumerRecord<byte[], byte[]>> records =
                works.stream().flatMap(work -> work.batch().records().stream()).toList();
        ReadRecords read = untilItWorks(
                "records can't be read: ", SchemaRegistryException.class, () -> reader.read(records), () -> {});
        List<Outcome> outcomes = new ArrayList<>(read.refused());
        if (!read.changes().isEmpty()) {
            Collection<Incoming> newest = Newest.perItem(read.changes());
            for (int dropped = newest.size(); dropped < read.changes().size(); dropped++) {
                outcomes.add(new Outcome.Superseded());
            }
            // A VectorStoreException as a rule; a defect must not lose records either.
            outcomes.addAll(untilItWorks(
                    "the vector store can't be written: ",
                    RuntimeException.class,
                    () -> write(newest),
                    writer::forget));
        }
        List<? extends Future<?>> announcements = announcer.announce(outcomes);
        outcomes.forEach(metrics::count);
        next.accept(new Visible(works, announcements));
    }

    private List<Outcome> write(Collection<Incoming> changes) {
        long started = System.nanoTime();
        List<Outcome> outcomes = writer.write(changes);
        metrics.written(changes.size(), Duration.ofNanos(System.nanoTime() - started));
        return outcomes;
    }

    /**
     * Tries again and again with growing waits.
     *
     * @param retried what is worth another try; anything else is a defect that ends the loop
     * @param beforeRetry done before each further try
     */
    private <T> T untilItWorks(
            String trouble, Class<? extends RuntimeException> retried, Supplier<T> work, Runnable beforeRetry)
            throws InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                T result = work.get();
                problem = Optional.empty();
                return result;
            } catch (RuntimeException e) {
                if (!retried.isInstance(e)) {
                    throw e;
                }
                Duration wait = backoff.after(failures);
                problem = Optional.of(trouble + e.getMessage());
                LOG.warn("{}trying again in {} ms", trouble, wait.toMillis(), e);
                TimeUnit.MILLISECONDS.sleep(wait.toMillis());
                beforeRetry.run();
            }
        }
    }
}
