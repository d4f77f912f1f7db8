package dev.weft.rollout.steps;

import java.time.Duration;

/**
 * What a release must pass, and how long things take at most.
 *
 * @param sampleItems items whose rows are recomputed
 * @param recallQueries searches that are compared with exact ones
 * @param minRecall the mean share of the ten exact neighbours that must be found
 * @param shadowQueries how many queries the shadow run asks
 * @param shadowMaxP95 95 % of them must take at most this in the new collection
 * @param stallTimeout a backfill that gets no further for that long is given up
 * @param progressInterval how often progress is recorded at most
 * @param dropAfter how long the collection of a release that is over is kept for searches that are under way
 * @param pollInterval how often is looked for what there is to do
 */
public record RolloutLimits(
        int sampleItems,
        int recallQueries,
        double minRecall,
        int shadowQueries,
        Duration shadowMaxP95,
        Duration stallTimeout,
        Duration progressInterval,
        Duration dropAfter,
        Duration pollInterval) {

    /** What is configured unless somebody says otherwise. */
    public static RolloutLimits defaults() {
        return new RolloutLimits(
                1_000,
                100,
                0.98,
                200,
                Duration.ofSeconds(2),
                Duration.ofMinutes(10),
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                Duration.ofMillis(500));
    }
}
