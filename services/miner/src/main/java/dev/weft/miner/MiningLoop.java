package dev.weft.miner;

import dev.weft.core.ContrastiveBatch;
import dev.weft.core.running.Backoff;
import dev.weft.core.running.Threads;
import dev.weft.events.CommitUnknownException;
import dev.weft.events.EventCodecs;
import dev.weft.events.RecordBatch;
import dev.weft.events.TransactionalPublisher;
import dev.weft.mining.batches.BatchMaker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes pools, mines them, and writes their batches, their dead letters and the offsets of their anchors in one transaction: a miner that dies has either
 * written all of a pool, or the pool comes again.
 */
final class MiningLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MiningLoop.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final AnchorPool pool;
    private final EventCodecs codecs;
    private final PoolMiner miner;
    private final Output output;
    private final PoolListener listener;
    private final Backoff backoff;
    private final Problem problem;
    private final Thread thread;

    /** Where the loop writes to. */
    record Output(BatchMaker maker, Messages messages, TransactionalPublisher publisher) {}

    MiningLoop(
            AnchorPool pool,
            EventCodecs codecs,
            PoolMiner miner,
            Output output,
            PoolListener listener,
            Backoff backoff,
            Problem problem) {
        this.pool = pool;
        this.codecs = codecs;
        this.miner = miner;
        this.output = output;
        this.listener = listener;
        this.backoff = backoff;
        this.problem = problem;
        this.thread = Thread.ofPlatform().daemon().name("weft-miner").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        Threads.stop(thread, CLOSE_TIMEOUT);
    }

    private void run() {
        try (TransactionalPublisher _ = output.publisher()) {
            while (true) {
                mine(pool.take());
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("stopped", e);
        } catch (RuntimeException e) {
            problem.set(Optional.of("mining has stopped, restart it: " + e));
            LOG.error("mining has stopped", e);
        }
    }

    private void mine(List<AnchorPool.Waiting> taken) throws InterruptedException {
        Decoded decoded = Decoded.of(
                taken.stream().flatMap(one -> one.batch().records().stream()).toList(), codecs.anchors());
        PoolMiner.Outcome outcome = miner.mine(decoded.all(), () -> isGiven(taken));
        List<ContrastiveBatch> batches = output.maker().of(outcome.pairs(), outcome.yardstick(), outcome.snapshotAt());
        List<ProducerRecord<String, byte[]>> messages = output.messages().of(decoded, outcome, batches);
        if (publish(messages, taken)) {
            listener.written(outcome, batches.size());
            taken.forEach(one -> one.done().complete(null));
        } else {
            // Some are somebody else's now: the others come again.
            KafkaException given = new KafkaException("partitions moved to another miner");
            taken.forEach(one -> one.done().completeExceptionally(given));
        }
    }

    private static boolean isGiven(List<AnchorPool.Waiting> taken) {
        return taken.stream().map(AnchorPool.Waiting::batch).anyMatch(RecordBatch::isAbandoned);
    }

    /** @return whether it is written; else nothing is, and some of the records are somebody else's */
    private boolean publish(List<ProducerRecord<String, byte[]>> messages, List<AnchorPool.Waiting> taken)
            throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        taken.forEach(one -> offsets.putAll(one.batch().nextOffsets()));
        boolean unknown = false;
        for (int failures = 1; ; failures++) {
            try {
                if (unknown && output.publisher().isCommitted(offsets)) {
                    return true;
                }
                unknown = false;
                Optional<ConsumerGroupMetadata> membership = membership(taken);
                if (membership.isEmpty()) {
                    return false;
                }
                output.publisher().publish(messages, offsets, membership.get());
                problem.set(Optional.empty());
                return true;
            } catch (InterruptException e) {
                throw e;
            } catch (CommitUnknownException e) {
                unknown = true;
                pause(failures, e);
            } catch (KafkaException e) {
                pause(failures, e);
            }
        }
    }

    /** Read before the batches are looked at: a membership that is newer than a revocation only appears once the batches are marked. */
    private static Optional<ConsumerGroupMetadata> membership(List<AnchorPool.Waiting> taken) {
        try {
            ConsumerGroupMetadata newest = taken.getFirst().batch().groupMetadata();
            return isGiven(taken) ? Optional.empty() : Optional.of(newest);
        } catch (IllegalStateException e) {
            LOG.debug("abandoned while it was about to be published", e);
            return Optional.empty();
        }
    }

    private void pause(int failures, Exception e) throws InterruptedException {
        Duration wait = backoff.after(failures);
        problem.set(Optional.of("batches can't be written: " + e.getMessage()));
        LOG.warn("batches can't be written, trying again in {} ms", wait.toMillis(), e);
        TimeUnit.MILLISECONDS.sleep(wait.toMillis());
    }
}
