package dev.weft.miner;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.weft.core.running.Threads;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rounds of mining, one at a time, each on a thread of its own; the last ones are remembered. Thread-safe. */
final class MiningRounds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MiningRounds.class);
    private static final int KEPT = 20;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(40);

    private final Work work;
    private final Deque<MiningRound> rounds = new ArrayDeque<>();
    private @Nullable Thread running;

    MiningRounds(Work work) {
        this.work = work;
    }

    /** What a round does. */
    @FunctionalInterface
    interface Work {
        /** @param listener hears how far the round is, and how it has ended */
        void run(MiningRound begun, Consumer<MiningRound> listener) throws InterruptedException;
    }

    /** Begins a round; empty if one is under way. */
    synchronized Optional<MiningRound> begin(String reason, String by) {
        if (!rounds.isEmpty() && rounds.getFirst().phase() != MiningRound.Phase.ENDED) {
            return Optional.empty();
        }
        MiningRound begun = MiningRound.begun(UlidCreator.getMonotonicUlid().toString(), reason, by);
        rounds.addFirst(begun);
        if (rounds.size() > KEPT) {
            rounds.removeLast();
        }
        @Nullable Thread before = running;
        running = Thread.ofPlatform().daemon().name("weft-mining-round").start(() -> run(begun, before));
        return Optional.of(begun);
    }

    /** The newest first. */
    synchronized List<MiningRound> all() {
        return List.copyOf(rounds);
    }

    synchronized Optional<MiningRound> find(String id) {
        return rounds.stream().filter(round -> round.id().equals(id)).findFirst();
    }

    /** @param before the thread of the round before, which may have something to close after its round's end */
    private void run(MiningRound begun, @Nullable Thread before) {
        try {
            if (before != null) {
                before.join();
            }
            work.run(begun, this::note);
        } catch (InterruptedException e) {
            LOG.debug("stopped", e);
            note(newest().ended("failed", "the miner was stopped"));
        } catch (RuntimeException e) {
            LOG.error("a round of mining has failed: id={}", begun.id(), e);
            note(newest().ended("failed", String.valueOf(e.getMessage())));
        }
    }

    private synchronized MiningRound newest() {
        return rounds.getFirst();
    }

    private synchronized void note(MiningRound round) {
        rounds.removeFirst();
        rounds.addFirst(round);
    }

    /** Stops the round under way. */
    @Override
    public void close() {
        @Nullable Thread thread;
        synchronized (this) {
            thread = running;
        }
        if (thread != null) {
            Threads.stop(thread, CLOSE_TIMEOUT);
        }
    }
}
