package dev.weft.miner;

import dev.weft.core.ReleaseId;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a round of mining is.
 *
 * @param reason why, for people
 * @param by who wants it
 * @param release that is mined against, once that is known
 * @param anchors that there are
 * @param done of these
 * @param problem why it doesn't get on, while it doesn't
 * @param outcome once it has ended
 */
record MiningRound(
        String id,
        String reason,
        String by,
        Phase phase,
        Instant since,
        Optional<ReleaseId> release,
        int anchors,
        int done,
        MiningCounts counts,
        Optional<String> problem,
        Optional<Outcome> outcome) {

    /** What a round does, in this order. */
    enum Phase {
        /** The miner is being started, where it doesn't run all the time. */
        STARTING,
        /** Items are joined into anchors. */
        JOINING,
        /** Anchors become batches. */
        MINING,
        ENDED
    }

    /**
     * @param kind a short fixed word: mined, nothing_to_mine, failed
     * @param message a sentence for a person
     */
    record Outcome(String kind, String message) {}

    static MiningRound begun(String id, String reason, String by) {
        return new MiningRound(
                id,
                reason,
                by,
                Phase.STARTING,
                Instant.now(),
                Optional.empty(),
                0,
                0,
                MiningCounts.NONE,
                Optional.empty(),
                Optional.empty());
    }

    MiningRound joining(int known, Optional<String> trouble) {
        return new MiningRound(
                id, reason, by, Phase.JOINING, since, release, known, 0, MiningCounts.NONE, trouble, outcome);
    }

    MiningRound mining(ReleaseId live, int all, int handled, MiningCounts now, Optional<String> trouble) {
        return new MiningRound(
                id, reason, by, Phase.MINING, since, Optional.of(live), all, handled, now, trouble, outcome);
    }

    MiningRound ended(String kind, String message) {
        return new MiningRound(
                id,
                reason,
                by,
                Phase.ENDED,
                since,
                release,
                anchors,
                done,
                counts,
                Optional.empty(),
                Optional.of(new Outcome(kind, message)));
    }
}
