package dev.weft.miner;

import dev.weft.core.ReleaseId;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes batches of every anchor there is: waits until all items are joined, begins with the first anchor, and waits until the last is done. For one thread. */
final class WholeMining {

    private static final Logger LOG = LoggerFactory.getLogger(WholeMining.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /** Offsets may be left of which nothing ever comes. While the topology runs and none has moved for so long, there is nothing to join. */
    private static final Duration QUIET = Duration.ofSeconds(10);

    /** What was deleted meanwhile is nobody's to mine. */
    private static final Duration LOOK_FOR_DELETED = Duration.ofSeconds(5);

    private final MinerRuntime miner;
    private final Consumer<MiningRound> listener;

    /** @param listener hears how far it is, on this thread */
    WholeMining(MinerRuntime miner, Consumer<MiningRound> listener) {
        this.miner = miner;
        this.listener = listener;
    }

    /** @throws KafkaException if the broker can't be reached, or other miners of the group run */
    void run(MiningRound begun) throws InterruptedException {
        MiningRound round = joined(begun);
        Set<String> anchors = Set.copyOf(miner.anchors());
        if (anchors.isEmpty()) {
            listener.accept(round.ended(
                    "nothing_to_mine", "no item of a family for training has both a caption and a medium yet"));
            return;
        }
        ReleaseId live = miner.mineAgain(anchors);
        try {
            mined(round, live, anchors.size());
        } finally {
            miner.tally().end();
        }
    }

    private MiningRound joined(MiningRound begun) throws InterruptedException {
        long before = Long.MAX_VALUE;
        long movedNanos = System.nanoTime();
        while (true) {
            MiningRound now = begun.joining(miner.anchors().size(), miner.joinProblem());
            listener.accept(now);
            long behind = miner.joinBehind();
            if (behind != before || now.problem().isPresent()) {
                before = behind;
                movedNanos = System.nanoTime();
            }
            boolean quiet = System.nanoTime() - movedNanos > QUIET.toNanos();
            if (now.problem().isEmpty() && (behind == 0 || quiet) && miner.hasReadAnchors()) {
                LOG.debug("all items are joined: left={}", behind);
                return now;
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private void mined(MiningRound round, ReleaseId live, int anchors) throws InterruptedException {
        long lookedNanos = System.nanoTime();
        while (true) {
            int done = anchors - miner.tally().pending();
            MiningCounts counts = miner.tally().counts();
            MiningRound now = round.mining(live, anchors, done, counts, miner.problem());
            listener.accept(now);
            if (done == anchors) {
                listener.accept(now.ended(
                        "mined",
                        counts.pairs() + " pairs have " + counts.negatives() + " negatives, in " + counts.batches()
                                + " batches"));
                return;
            }
            if (System.nanoTime() - lookedNanos > LOOK_FOR_DELETED.toNanos()) {
                lookedNanos = System.nanoTime();
                miner.tally().forget(id -> !miner.anchors().contains(id));
            }
            Thread.sleep(LOOK_EVERY);
        }
    }
}
