package dev.weft.sink;

import dev.weft.core.running.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the records of batches in their order, on one thread, and gives each change to the lane of its item. What can't be read is said at once
 * and never written.
 */
final class ReadLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReadLoop.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
    private static final String NAME = "weft-sink-read";

    private final RecordReader reader;
    private final Lanes lanes;
    private final Announcer announcer;
    private final Patience patience;
    private final Obstacles obstacles;
    private final SinkMetrics metrics;
    private final BlockingQueue<BatchWork> queue = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofPlatform().daemon().name(NAME).unstarted(this::run);

    ReadLoop(
            RecordReader reader,
            Lanes lanes,
            Announcer announcer,
            Patience patience,
            Obstacles obstacles,
            SinkMetrics metrics) {
        this.reader = reader;
        this.lanes = lanes;
        this.announcer = announcer;
        this.patience = patience;
        this.obstacles = obstacles;
        this.metrics = metrics;
    }

    void start() {
        thread.start();
    }

    void add(BatchWork work) {
        queue.add(work);
    }

    @Override
    public void close() {
        Threads.stop(thread, CLOSE_TIMEOUT);
    }

    private void run() {
        try {
            while (true) {
                BatchWork work = queue.take();
                List<Change> changes = new ArrayList<>();
                for (ConsumerRecord<byte[], byte[]> record : work.records()) {
                    read(record, work).ifPresent(changes::add);
                }
                lanes.add(changes);
            }
        } catch (InterruptedException e) {
            LOG.debug("stopped", e);
        } catch (RuntimeException | Error e) {
            obstacles.meet(NAME, Obstacles.Kind.STOPPED, "the sink has stopped, restart it: " + e);
            LOG.error("the sink has stopped", e);
        }
    }

    /** @return nothing when the record is done with already */
    private Optional<Change> read(ConsumerRecord<byte[], byte[]> record, BatchWork work) throws InterruptedException {
        Optional<RecordReader.Reading> reading = patience.untilItWorks(
                NAME,
                "records can't be read",
                () -> work.isAbandoned() ? Optional.empty() : Optional.of(reader.read(record)),
                () -> {});
        if (reading.isEmpty()) {
            work.done(1, List.of());
            return Optional.empty();
        }
        return switch (reading.get()) {
            case Incoming incoming -> Optional.of(new Change(incoming, work));
            case Outcome.Refused refused -> {
                work.done(1, announcer.announce(List.of(refused)));
                metrics.count(refused);
                yield Optional.empty();
            }
        };
    }
}
