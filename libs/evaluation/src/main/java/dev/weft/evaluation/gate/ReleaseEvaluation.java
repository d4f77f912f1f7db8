package dev.weft.evaluation.gate;

import dev.weft.evaluation.geometry.SpaceGeometry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a release, or of one seed of a candidate.
 *
 * @param release for people
 * @param seed that it was trained with; {@link #MEAN_OF_SEEDS} where its heads are the mean of several
 * @param sets one result per evaluation set
 * @param geometry on the same pairs for all releases that are compared
 * @param annRecall recall@10 of the index against exact search, 0 to 1; null where there is no index of it yet
 * @param calibrationError expected calibration error of its refitted calibrators, 0 to 1; null where there are none
 */
public record ReleaseEvaluation(
        String release,
        long seed,
        List<SetResult> sets,
        SpaceGeometry geometry,
        @Nullable Double annRecall,
        @Nullable Double calibrationError) {

    /** In place of a seed. */
    public static final long MEAN_OF_SEEDS = -1;

    public ReleaseEvaluation {
        sets = List.copyOf(sets);
    }
}
