package dev.weft.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the records of batches in their order, on one thread, and gives each change to the lane of its item. What can't be read is said at once
 * and never written.
 */
final class ReadLoop implements AutoCloseable {

    private static final String NAME = "weft-sink-read";

    private final RecordReader reader;
    private final Lanes lanes;
    private final Announcer announcer;
    private final Patience patience;
    private final SinkMetrics metrics;
    private final BlockingQueue<BatchWork> queue = new LinkedBlockingQueue<>();
    private final SinkThread thread;

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
        this.metrics = metrics;
        this.thread = new SinkThread(NAME, obstacles, this::handOn);
    }

    void start() {
        thread.start();
    }

    void add(BatchWork work) {
        queue.add(work);
    }

    @Override
    public void close() {
        thread.close();
    }

    private void handOn() throws InterruptedException {
        BatchWork work = queue.take();
        List<Change> changes = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : work.records()) {
            read(record, work).ifPresent(changes::add);
        }
        lanes.add(changes);
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
            case Outcome.Skipped skipped -> {
                work.done(1, List.of());
                metrics.count(skipped);
                yield Optional.empty();
            }
            case Outcome.Refused refused -> {
                work.done(1, announcer.announce(List.of(refused)));
                metrics.count(refused);
                yield Optional.empty();
            }
        };
    }
}
