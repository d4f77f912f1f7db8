package dev.weft.rollout.projecting;

import dev.weft.core.ReleaseId;
import dev.weft.core.running.Threads;
import dev.weft.events.BatchConsumer;
import dev.weft.events.BatchConsumerSettings;
import dev.weft.events.BatchHandler;
import dev.weft.events.KafkaSettings;
import dev.weft.events.RecordBatch;
import dev.weft.reinference.Reinference;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one release in step: reads the embeddings topic from its beginning and writes, for each record of another release, the vectors that this
 * release's heads make of the same features. Records and offsets are committed together. Thread-safe.
 */
final class Projector implements BatchHandler, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final ReleaseId release;
    private final Projection projection;
    private final ProjectionStep step;
    private final ProjectionRecords records;
    private final ProjectionWriter writer;
    private final ProjectionObserver observer;
    private final BatchConsumer consumer;
    private final BlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final Thread thread;

    private record Work(RecordBatch batch, CompletableFuture<Void> done) {}

    Projector(
            ReleaseId release,
            KafkaSettings kafka,
            BatchConsumerSettings reading,
            Projection projection,
            ProjectionStep step,
            ProjectionRecords records,
            ProjectionWriter writer,
            ProjectionObserver observer) {
        this.release = release;
        this.projection = projection;
        this.step = step;
        this.records = records;
        this.writer = writer;
        this.observer = observer;
        this.consumer = new BatchConsumer(kafka, reading, this);
        this.thread =
                Thread.ofPlatform().daemon().name("weft-rollout-" + release).unstarted(this::run);
    }

    void start() {
        thread.start();
        consumer.start();
        LOG.info("a projector has started: release={}", release);
    }

    @Override
    public CompletionStage<Void> handle(RecordBatch batch) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        queue.add(new Work(batch, done));
        return done;
    }

    /** Why it does not get on now. */
    Optional<String> problem() {
        return consumer.problem().map(why -> "the projector of " + release + ": " + why);
    }

    /** What stops the towers of its release now. */
    Optional<String> towerProblem() {
        return projection.towers().flatMap(Reinference::problem).map(why -> "the towers of " + release + ": " + why);
    }

    /** How many records of this instance's partitions are not projected yet. */
    long lag() {
        return consumer.lag();
    }

    private void run() {
        try (writer) {
            while (true) {
                handle(queue.take());
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("stopped", e);
        }
    }

    private void handle(Work work) throws InterruptedException {
        if (work.batch().isAbandoned()) {
            work.done().complete(null);
            return;
        }
        try {
            long started = System.nanoTime();
            List<Projected> outcomes = step.project(work.batch().records());
            writer.write(records.of(outcomes), work.batch());
            observer.projected(outcomes, Duration.ofNanos(System.nanoTime() - started));
            work.done().complete(null);
        } catch (InterruptException e) {
            throw e;
        } catch (TimeoutException | KafkaException | IOException e) {
            LOG.warn("a batch could not be projected and comes again: release={} reason={}", release, e.getMessage());
            work.done().completeExceptionally(e);
        } catch (RuntimeException e) {
            LOG.error("a batch could not be projected and comes again: release={}", release, e);
            work.done().completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
        Threads.stop(thread, CLOSE_TIMEOUT);
        projection.close();
        LOG.info("a projector has stopped: release={}", release);
    }
}
