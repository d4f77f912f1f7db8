package dev.weft.miner;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.weft.core.ReleaseId;
import dev.weft.events.BatchConsumer;
import dev.weft.events.BatchConsumerSettings;
import dev.weft.events.CommitMode;
import dev.weft.events.DeadLetterRecords;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.PublisherSettings;
import dev.weft.events.TransactionalPublisher;
import dev.weft.mining.batches.BatchMaker;
import dev.weft.mining.negatives.Miner;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Mines all anchors, and those to come, against the index of one release. */
final class ReleaseMining implements AutoCloseable {

    /** Anchors that come one by one are handed over together. */
    private static final Duration MAX_DELAY = Duration.ofMillis(50);

    private final ReleaseId release;
    private final BatchConsumer consumer;
    private final MiningLoop loop;
    private final Problem problem = new Problem();

    /** What all releases share. */
    record Shared(
            MinerSettings settings,
            EventCodecs codecs,
            DeadLetterRecords letters,
            Miner.Sources sources,
            MinerMetrics metrics,
            RoundTally tally,
            Clock clock) {}

    ReleaseMining(ReleaseId release, Shared shared) {
        this.release = release;
        MinerSettings settings = shared.settings();
        KafkaSettings kafka = settings.kafka();
        MinerSettings.Running running = settings.running();
        AnchorPool pool = new AnchorPool(running.pool(), running.linger());
        Miner miner = new Miner(
                release,
                settings.mining(),
                settings.measuring().auditShare(),
                shared.sources(),
                new BothObservers(shared.metrics(), shared.tally()));
        loop = new MiningLoop(
                pool,
                shared.codecs(),
                new PoolMiner(miner, settings, shared.clock(), problem::set),
                new MiningLoop.Output(
                        new BatchMaker(
                                release,
                                settings.mining(),
                                shared.sources().pictures(),
                                () -> UlidCreator.getMonotonicUlid().toString()),
                        new Messages(kafka.topics(), shared.codecs(), shared.letters(), release, shared.metrics()),
                        new TransactionalPublisher(new PublisherSettings(
                                kafka,
                                settings.groupOf(release),
                                running.transactionalId(),
                                running.transactionTimeout()))),
                (outcome, batches) -> {
                    shared.metrics().written(outcome, batches, shared.clock().instant());
                    shared.tally().written(outcome, batches);
                },
                running.backoff(),
                problem);
        consumer = new BatchConsumer(
                kafka,
                new BatchConsumerSettings(
                        settings.groupOf(release),
                        kafka.topics().anchors(),
                        Math.min(running.pool(), BatchMaker.PAIRS),
                        MAX_DELAY,
                        2 * running.pool(),
                        CommitMode.BY_HANDLER,
                        true),
                pool);
    }

    void start() {
        loop.start();
        consumer.start();
    }

    ReleaseId release() {
        return release;
    }

    /** Why it doesn't mine, if it doesn't. */
    Optional<String> problem() {
        return problem.reason().or(consumer::problem);
    }

    /** Anchors of this instance's partitions that are in no batch yet. */
    long lag() {
        return consumer.lag();
    }

    @Override
    public void close() {
        loop.close();
        consumer.close();
    }
}
