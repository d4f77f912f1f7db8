package dev.weft.trainer;

import dev.weft.trainer.round.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The last rounds, the newest first. Safe for use by several threads. */
final class RoundBook {

    private static final int KEPT = 20;

    private final List<Progress> rounds = new ArrayList<>();

    /** Notes how far a round is, in the place of what was noted of the same one. */
    synchronized void note(Progress progress) {
        for (int i = 0; i < rounds.size(); i++) {
            if (rounds.get(i).id().equals(progress.id())) {
                rounds.set(i, progress);
                return;
            }
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
}
