package dev.weft.evaluation.gate;

import dev.weft.evaluation.retrieval.Direction;
import dev.weft.evaluation.retrieval.Metric;
import dev.weft.evaluation.sets.EvaluationSet;
import dev.weft.evaluation.statistics.PairedDifferences;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Both releases on one set. */
public record SetPair(SetResult incumbent, SetResult candidate) {

    public SetPair {
        if (!incumbent.set().contentHash().equals(candidate.set().contentHash())) {
            throw new IllegalArgumentException("releases must be compared on one content of set "
                    + incumbent.set().name() + ", got " + incumbent.set().contentHash() + " and "
                    + candidate.set().contentHash());
        }
    }

    /**
     * In the order of the incumbent's sets.
     *
     * @throws IllegalArgumentException if the releases were not evaluated on the same sets
     */
    public static List<SetPair> of(ReleaseEvaluation incumbent, ReleaseEvaluation candidate) {
        Map<String, SetResult> candidates = candidate.sets().stream()
                .collect(Collectors.toMap(result -> result.set().name(), Function.identity()));
        List<SetPair> pairs = new ArrayList<>();
        for (SetResult before : incumbent.sets()) {
            SetResult after = candidates.remove(before.set().name());
            if (after == null) {
                throw new IllegalArgumentException("a candidate must be evaluated on the incumbent's sets, got none of "
                        + before.set().name());
            }
            pairs.add(new SetPair(before, after));
        }
        if (!candidates.isEmpty()) {
            throw new IllegalArgumentException(
                    "the incumbent must be evaluated on the candidate's sets, got none of " + candidates.keySet());
        }
        return List.copyOf(pairs);
    }

    public EvaluationSet set() {
        return incumbent.set();
    }

    /** Candidate minus incumbent, by family. */
    public PairedDifferences differences(Metric metric, Direction direction) {
        return PairedDifferences.of(
                query -> metric.of(candidate.rankings(direction), query)
                        - metric.of(incumbent.rankings(direction), query),
                set().families());
    }

    /** Candidate minus incumbent, the mean of both directions, by family. */
    public PairedDifferences differences(Metric metric) {
        return PairedDifferences.of(query -> difference(metric, query), set().families());
    }

    double difference(Metric metric, int query) {
        return candidate.bothWays(metric, query) - incumbent.bothWays(metric, query);
    }
}
