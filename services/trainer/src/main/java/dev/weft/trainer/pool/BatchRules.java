package dev.weft.trainer.pool;

import dev.weft.core.ContrastiveBatch;
import dev.weft.core.ReleaseId;
import dev.weft.core.Sha256;
import dev.weft.trainer.pool.BatchRefusal.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which batches a round learns from. Refreshed negatives are what mining is worth (ANCE, Xiong et al. 2021: 0.311 to 0.330 MRR@10), so old ones are left.
 *
 * @param maxAge since the index was asked
 * @param configurations of miners; empty for any
 */
public record BatchRules(Duration maxAge, Set<Sha256> configurations) {

    public BatchRules {
        configurations = Set.copyOf(configurations);
    }

    /**
     * @param live the live release
     * @param parent the one before, if there is one
     */
    public Optional<BatchRefusal> refusalOf(
            ContrastiveBatch batch, ReleaseId live, Optional<ReleaseId> parent, Instant now) {
        if (!batch.release().equals(live) && !parent.equals(Optional.of(batch.release()))) {
            return refusal(
                    Reason.RETIRED_RELEASE,
                    "a batch must be of " + live + " or the release before, got one of " + batch.release());
        }
        if (!configurations.isEmpty() && !configurations.contains(batch.configHash())) {
            return refusal(
                    Reason.UNKNOWN_CONFIGURATION,
                    "a batch must be of a known miner's configuration, got " + batch.configHash());
        }
        if (batch.snapshotAt().isBefore(now.minus(maxAge))) {
            return refusal(
                    Reason.TOO_OLD, "a batch may be " + maxAge.toHours() + " h old, got one of " + batch.snapshotAt());
        }
        return Optional.empty();
    }

    private static Optional<BatchRefusal> refusal(Reason reason, String message) {
        return Optional.of(new BatchRefusal(reason, message));
    }
}
