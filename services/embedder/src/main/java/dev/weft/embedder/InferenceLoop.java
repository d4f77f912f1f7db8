package dev.weft.embedder;

import dev.weft.core.Refusal;
import dev.weft.core.Stage;
import dev.weft.core.running.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands prepared batches to the towers, one group after the other, and what comes back to the next stage. On a thread of its own. */
final class InferenceLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InferenceLoop.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final EmbedStage stage;
    private final OutputMessages messages;
    private final Consumer<EmbeddedBatch> next;
    private final EmbedderMetrics metrics;
    private final int maxRecords;
    private final BlockingQueue<BatchWork> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile Optional<String> problem = Optional.empty();

    /** @param maxRecords how many records of waiting batches are taken together, positive */
    InferenceLoop(
            EmbedStage stage,
            OutputMessages messages,
            Consumer<EmbeddedBatch> next,
            EmbedderMetrics metrics,
            int maxRecords) {
        this.stage = stage;
        this.messages = messages;
        this.next = next;
        this.metrics = metrics;
        this.maxRecords = maxRecords;
        this.thread =
                Thread.ofPlatform().daemon().name("weft-embedder-inference").unstarted(this::run);
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
                embed(takeTogether());
            }
        } catch (InterruptedException e) {
            LOG.debug("stopped", e);
        } catch (RuntimeException e) {
            problem = Optional.of("the embedder's inference has stopped, restart it: " + e);
            LOG.error("inference has stopped", e);
        }
    }

    /** The next batch, once it is prepared, and those behind it that are prepared already. */
    private List<BatchWork> takeTogether() throws InterruptedException {
        List<BatchWork> taken = new ArrayList<>();
        BatchWork first = queue.take();
        first.awaitPrepared();
        taken.add(first);
        int records = first.size();
        for (BatchWork following = queue.peek();
                following != null && following.prepared().isDone() && records + following.size() <= maxRecords;
                following = queue.peek()) {
            taken.add(queue.take());
            records += following.size();
        }
        return taken;
    }

    private void embed(List<BatchWork> works) throws InterruptedException {
        List<BatchWork> live = new ArrayList<>();
        List<PreparedRecord> records = new ArrayList<>();
        for (BatchWork work : works) {
            List<PreparedRecord> prepared = work.awaitPrepared();
            if (work.isAbandoned() || prepared.size() < work.size()) {
                work.drop();
            } else {
                metrics.queued(Duration.ofNanos(System.nanoTime() - work.acceptedNanos()));
                live.add(work);
                records.addAll(prepared);
            }
        }
        Iterator<EmbeddedRecord> outcomes = stage.embed(records).iterator();
        for (BatchWork work : live) {
            List<Output> outputs = new ArrayList<>(work.size());
            for (int i = 0; i < work.size(); i++) {
                outputs.add(output(outcomes.next()));
            }
            next.accept(new EmbeddedBatch(work, outputs));
        }
    }

    /** An outcome that can't be written, against all rules, must not stop the partition. */
    private Output output(EmbeddedRecord outcome) {
        try {
            return messages.of(outcome);
        } catch (RuntimeException e) {
            LOG.error("an outcome can't be written", e);
            return messages.of(new PreparedRecord.Refused(
                    outcome.origin(), Optional.empty(), new Refusal(Stage.EMBED, Reasons.UNEXPECTED_ERROR, e)));
        }
    }
}
