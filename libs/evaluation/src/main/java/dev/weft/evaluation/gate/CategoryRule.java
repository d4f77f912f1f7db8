package dev.weft.evaluation.gate;

import dev.weft.evaluation.retrieval.Metric;
import dev.weft.evaluation.sets.EvaluationItem;
import dev.weft.evaluation.sets.EvaluationKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** No category with enough queries may pay for the gain of the others. */
final class CategoryRule implements Rule {

    @Override
    public Stream<Check> judge(Comparison comparison) {
        return comparison.of(EvaluationKind.IN_DOMAIN).map(pair -> judge(comparison, pair));
    }

    private static Check judge(Comparison comparison, SetPair pair) {
        GateThresholds.Losses losses = comparison.thresholds().losses();
        Bound bound = Bound.atLeast(-losses.category());
        String subject = pair.set().name();
        Optional<Change> worst = changes(pair).stream()
                .filter(change -> change.queries() >= losses.categoryQueries())
                .min(Comparator.comparingDouble(Change::points));
        return worst.map(change -> comparison.exact(
                        "category",
                        subject,
                        change.points(),
                        bound,
                        "The category that changes worst is " + change.category() + " with "
                                + Points.signed(change.points()) + " points over " + change.queries()
                                + " queries; none may lose more than " + Points.of(losses.category()) + "."))
                .orElseGet(() -> comparison.check(
                        "category",
                        subject,
                        CheckStatus.SKIPPED,
                        Double.NaN,
                        bound,
                        "No category has the " + losses.categoryQueries() + " queries that it takes to judge it."));
    }

    private static List<Change> changes(SetPair pair) {
        Map<String, List<Double>> differences = new TreeMap<>();
        List<EvaluationItem> queries = pair.set().queries();
        for (int query = 0; query < queries.size(); query++) {
            String category = queries.get(query).category();
            if (!category.isEmpty()) {
                differences
                        .computeIfAbsent(category, name -> new ArrayList<>())
                        .add(pair.difference(Metric.RECALL_AT_10, query));
            }
        }
        return differences.entrySet().stream()
                .map(entry -> Change.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private record Change(String category, int queries, double points) {

        static Change of(String category, List<Double> differences) {
            double mean = differences.stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(0);
            return new Change(category, differences.size(), mean);
        }
    }
}
