package dev.weft.trainer;

import dev.weft.trainer.round.Progress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last rounds, the newest first. Safe for use by several threads. */
final class RoundBook {

    private static final int KEPT = 20;

    private final Deque<Progress> rounds = new ArrayDeque<>();

    /** Notes how far a round is; it replaces what was noted of the same one. */
    synchronized void note(Progress progress) {
        if (!rounds.isEmpty() && rounds.getFirst().id().equals(progress.id())) {
            rounds.removeFirst();
        }
        rounds.addFirst(progress);
        if (rounds.size() > KEPT) {
            rounds.removeLast();
        }
    }

    synchronized List<Progress> all() {
        return List.copyOf(rounds);
    }

    synchronized Optional<Progress> find(String id) {
        return rounds.stream().filter(round -> round.id().equals(id)).findFirst();
    }

    synchronized Optional<Progress> underWay() {
        return rounds.stream().findFirst().filter(newest -> newest.phase() != Progress.Phase.ENDED);
    }
}
