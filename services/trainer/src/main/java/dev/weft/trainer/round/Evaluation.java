package dev.weft.trainer.round;

import dev.weft.core.ReleaseId;
import dev.weft.evaluation.report.SetComparison;
import dev.weft.evaluation.report.SetFigures;
import java.util.List;
import java.util.Optional;

/**
 * What a release was measured at.
 *
 * @param against what it is compared with
 * @param sets frozen ones of the catalog, and the guard set
 * @param comparisons on the same sets, in the same order; empty where it is compared with nothing
 */
public record Evaluation(
        ReleaseId release, Optional<ReleaseId> against, List<SetFigures> sets, List<SetComparison> comparisons) {

    public Evaluation {
        sets = List.copyOf(sets);
        comparisons = List.copyOf(comparisons);
    }
}
