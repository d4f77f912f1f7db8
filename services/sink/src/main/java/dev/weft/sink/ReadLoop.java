package dev.weft.sink;

import dev.weft.core.Refusal;
import dev.weft.core.Stage;
import dev.weft.core.running.Threads;
import dev.weft.events.SchemaRegistryException;
import dev.weft.sink.source.EventSource;
import dev.weft.sink.source.UnreadableRecordException;
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

    private final EventSource source;
    private final Lanes lanes;
    private final Announcer announcer;
    private final Patience patience;
    private final Obstacles obstacles;
    private final SinkMetrics metrics;
    private final BlockingQueue<BatchWork> queue = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofPlatform().daemon().name(NAME).unstarted(this::run);

    ReadLoop(
            EventSource source,
            Lanes lanes,
            Announcer announcer,
            Patience patience,
            Obstacles obstacles,
            SinkMetrics metrics) {
        this.source = source;
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
        Optional<Reading> reading = patience.untilItWorks(
                NAME,
                "records can't be read",
                () -> work.isAbandoned() ? Optional.empty() : Optional.of(read(record)),
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

    /** @throws SchemaRegistryException if the registry can't be asked now */
    private Reading read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return new Incoming(record, source.read(record));
        } catch (UnreadableRecordException e) {
            return refused(record, e.reason(), e);
        } catch (SchemaRegistryException e) {
            throw e;
        } catch (RuntimeException e) {
            // A defect of ours that this record brings to light: it must not keep its neighbours out.
            return refused(record, Reasons.UNEXPECTED_ERROR, e);
        }
    }

    private static Outcome.Refused refused(ConsumerRecord<byte[], byte[]> record, String reason, Exception cause) {
        return new Outcome.Refused(record, Optional.empty(), new Refusal(Stage.READ, reason, cause));
    }

    /** What a record was found to be. */
    sealed interface Reading permits Incoming, Outcome.Refused {}
}
