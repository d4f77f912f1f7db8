package dev.weft.trainer.round;

import dev.weft.core.Modality;
import dev.weft.core.TenantId;
import dev.weft.evaluation.gate.GateThresholds;
import dev.weft.evaluation.statistics.AlphaSpending;
import dev.weft.evaluation.statistics.SpendingFunction;
import dev.weft.learning.BatchOptions;
import dev.weft.learning.RoundOptions;
import dev.weft.trainer.pool.TrainingPool;
import java.util.List;

/**
 * What every round of this trainer has in common.
 *
 * @param modality of the pairs' other side than text
 * @param owner among whose objects the files of releases lie
 * @param seeds to learn with; the mean of their heads becomes the release, and it and each of them must pass the gate
 * @param alpha one-sided error rate of a frozen set over all planned looks
 * @param plannedLooks how many judgements a frozen set is made for
 */
public record RoundPlan(
        String space,
        Modality modality,
        TenantId owner,
        RoundOptions options,
        List<Long> seeds,
        GateThresholds thresholds,
        double alpha,
        int plannedLooks) {

    public RoundPlan {
        seeds = List.copyOf(seeds);
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("a round must have a seed, got none");
        }
    }

    /** A small catalog has small batches: with all pairs in each there is nothing random about them. */
    BatchOptions batchFor(TrainingPool pool) {
        BatchOptions wanted = options.batch();
        int pairs = pool.data().catalog().pairs().size();
        int size = Math.max(2, Math.min(wanted.size(), pairs / 4));
        return new BatchOptions(
                size,
                pool.data().clusters().isEmpty() ? 0 : wanted.mined(),
                pool.data().replay().isEmpty() ? 0 : wanted.replay(),
                wanted.randomOnly());
    }

    /** Said of a catalog without pairs. */
    String noPair() {
        return "no item has both a caption and a part of " + modality.wireName();
    }

    /** @param looks how many judgements there were on the set */
    AlphaSpending spending(SetLooks looks) {
        return new AlphaSpending(SpendingFunction.POCOCK, alpha, plannedLooks, looks.count(), looks.setHash());
    }
}
