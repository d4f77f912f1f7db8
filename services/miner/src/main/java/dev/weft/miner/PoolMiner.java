package dev.weft.miner;

import dev.weft.core.Anchor;
import dev.weft.core.Neighbours;
import dev.weft.mining.negatives.Mined;
import dev.weft.mining.negatives.MinedPair;
import dev.weft.mining.negatives.Miner;
import dev.weft.mining.negatives.Yardstick;
import dev.weft.vectorstore.UnknownCollectionException;
import dev.weft.vectorstore.VectorStoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mines a pool, however long the index needs to answer and to have what the anchors speak of. For one thread. */
final class PoolMiner {

    private static final Logger LOG = LoggerFactory.getLogger(PoolMiner.class);

    /** So many items that are lacking at once are no chance: a sink is behind. Fewer may be items that a sink has refused. */
    private static final int MANY = 10;

    private final Miner miner;
    private final MinerSettings settings;
    private final Clock clock;
    private final Consumer<Optional<String>> problem;
    private Optional<Yardstick> yardstick = Optional.empty();
    private Instant measuredAt = Instant.EPOCH;

    /** @param problem hears why it can't go on, and when it can */
    PoolMiner(Miner miner, MinerSettings settings, Clock clock, Consumer<Optional<String>> problem) {
        this.miner = miner;
        this.settings = settings;
        this.clock = clock;
        this.problem = problem;
    }

    /**
     * What became of a pool.
     *
     * @param missing anchors whose items the index still lacked when the patience was over
     * @param snapshotAt when the index was asked first
     */
    record Outcome(
            List<MinedPair> pairs,
            List<Anchor> outdated,
            List<Anchor> missing,
            List<Neighbours> audit,
            Optional<Yardstick> yardstick,
            Instant snapshotAt) {}

    /** @param given whether somebody else has the records by now; then what comes back is of no use */
    Outcome mine(List<Anchor> anchors, BooleanSupplier given) throws InterruptedException {
        List<MinedPair> pairs = new ArrayList<>();
        List<Anchor> outdated = new ArrayList<>();
        List<Neighbours> audit = new ArrayList<>();
        List<Anchor> left = anchors;
        Instant begun = clock.instant();
        for (int failures = 1; !left.isEmpty() && !given.getAsBoolean(); failures++) {
            try {
                remeasure();
                Mined mined = miner.mine(left, yardstick, clock.instant());
                pairs.addAll(mined.pairs());
                outdated.addAll(mined.outdated());
                audit.addAll(mined.audit());
                left = mined.waiting();
                boolean most = left.size() >= MANY && left.size() > anchors.size() / 2;
                boolean patient = Duration.between(begun, clock.instant())
                                .compareTo(settings.running().patience())
                        < 0;
                if (left.isEmpty() || (!most && !patient)) {
                    break;
                }
                problem.accept(
                        most
                                ? Optional.of("the index lacks " + left.size() + " of " + anchors.size()
                                        + " items: is a sink running, and is this the right release?")
                                : Optional.empty());
                pause(failures);
            } catch (VectorStoreException | UnknownCollectionException e) {
                problem.accept(Optional.of("the index can't be asked: " + e.getMessage()));
                LOG.warn("the index can't be asked, trying again: error={}", e.toString());
                pause(failures);
            }
        }
        problem.accept(Optional.empty());
        return new Outcome(pairs, outdated, left, audit, yardstick, begun);
    }

    private void remeasure() {
        Instant now = clock.instant();
        if (yardstick.isEmpty()
                || Duration.between(measuredAt, now)
                                .compareTo(settings.measuring().remeasure())
                        >= 0) {
            yardstick = miner.measure(settings.measuring().sample(), new Random(now.toEpochMilli()));
            measuredAt = now;
            yardstick.ifPresent(measured -> LOG.info(
                    "measured what is alike: media={} text={} scale={}",
                    measured.media(),
                    measured.text(),
                    measured.scale()));
        }
    }

    private void pause(int failures) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(settings.running().backoff().after(failures).toMillis());
    }
}
