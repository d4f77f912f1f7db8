package dev.weft.embedder;

import dev.weft.core.Refusal;
import dev.weft.core.Stage;
import dev.weft.core.running.Backoff;
import dev.weft.events.RecordBatch;
import dev.weft.events.SchemaRegistryException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares records in parallel, first come first served. While the object store can't be read, records are tried again and again with
 * growing waits: an outage makes nothing a dead letter. Safe for use by several threads.
 */
final class PreparePool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PreparePool.class);

    private static final int MAX_ATTEMPTS_ON_ERROR = 3;

    private final RecordPreparer preparer;
    private final Backoff backoff;
    // Platform threads: tokenising is a JNI call, which pins a virtual thread's carrier.
    private final ScheduledExecutorService threads;
    private volatile Optional<String> problem = Optional.empty();

    /** @param size threads, positive */
    PreparePool(RecordPreparer preparer, Backoff backoff, int size) {
        this.preparer = preparer;
        this.backoff = backoff;
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(
                size,
                Thread.ofPlatform().daemon().name("weft-embedder-prepare-", 0).factory());
        pool.setRemoveOnCancelPolicy(true);
        this.threads = pool;
    }

    /** Cancelled when the batch is abandoned meanwhile, or the pool closed. */
    CompletableFuture<List<PreparedRecord>> prepare(RecordBatch batch) {
        List<CompletableFuture<PreparedRecord>> records =
                batch.records().stream().map(record -> prepare(record, batch)).toList();
        CompletableFuture<List<PreparedRecord>> all = new CompletableFuture<>();
        CompletableFuture<Void> _ = CompletableFuture.allOf(records.toArray(CompletableFuture[]::new))
                .whenComplete((_, error) -> {
                    if (error == null) {
                        all.complete(
                                records.stream().map(CompletableFuture::join).toList());
                    } else {
                        all.cancel(false);
                    }
                });
        return all;
    }

    /** What stops records from being prepared, as a sentence. */
    Optional<String> problem() {
        return problem;
    }

    private CompletableFuture<PreparedRecord> prepare(ConsumerRecord<byte[], byte[]> record, RecordBatch batch) {
        CompletableFuture<PreparedRecord> result = new CompletableFuture<>();
        threads.execute(() -> attempt(record, batch, result, 1));
        return result;
    }

    private void attempt(
            ConsumerRecord<byte[], byte[]> record,
            RecordBatch batch,
            CompletableFuture<PreparedRecord> result,
            int attempt) {
        if (batch.isAbandoned()) {
            result.cancel(false);
            return;
        }
        try {
            result.complete(preparer.prepare(record));
            if (attempt > 1) {
                problem = Optional.empty();
            }
        } catch (IOException e) {
            retry(
                    record,
                    batch,
                    result,
                    attempt,
                    "the object store can't be read, or the decoder can't run: " + e.getMessage());
        } catch (SchemaRegistryException e) {
            retry(record, batch, result, attempt, "records can't be read: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result.cancel(false);
        } catch (Error e) { // most likely out of memory, and there is more of it in a moment
            if (attempt < MAX_ATTEMPTS_ON_ERROR) {
                retry(record, batch, result, attempt, "records can't be prepared: " + e);
            } else {
                result.complete(new PreparedRecord.Refused(
                        record,
                        Optional.empty(),
                        new Refusal(Stage.DECODE, Reasons.UNEXPECTED_ERROR, new IllegalStateException(e))));
            }
        }
    }

    private void retry(
            ConsumerRecord<byte[], byte[]> record,
            RecordBatch batch,
            CompletableFuture<PreparedRecord> result,
            int attempt,
            String why) {
        problem = Optional.of(why);
        long waitMillis = backoff.after(attempt).toMillis();
        LOG.warn(
                "can't prepare a record, trying again in {} ms: topic={} partition={} offset={} error={}",
                waitMillis,
                record.topic(),
                record.partition(),
                record.offset(),
                why);
        try {
            Future<?> _ = threads.schedule(
                    () -> attempt(record, batch, result, attempt + 1), waitMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed while a record waited to be tried again", e);
            result.cancel(false);
        }
    }

    /** Stops at once; records that are not prepared yet never will be. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
