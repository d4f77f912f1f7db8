package dev.weft.evaluation.report;

import dev.weft.evaluation.gate.SetPair;
import dev.weft.evaluation.retrieval.Rankings;
import dev.weft.evaluation.sets.EvaluationItem;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Picks the queries whose answer changed most, as many that got better as that got worse.
 *
 * @param perSide how many of each, at least 0
 * @param imageUrl of an item, empty where there is none
 */
public record Examples(int perSide, Function<EvaluationItem, Optional<String>> imageUrl) {

    private static final int SHOWN_HITS = 5;

    /** Better ones first, each side by how much 1 / rank changed. */
    public List<Example> pick(SetPair pair) {
        Rankings before = pair.incumbent().textToImage();
        Rankings after = pair.candidate().textToImage();
        Comparator<Integer> byGain =
                Comparator.comparingDouble(query -> 1.0 / after.rank(query) - 1.0 / before.rank(query));
        Stream<Integer> better = queries(before)
                .filter(query -> after.rank(query) < before.rank(query))
                .sorted(byGain.reversed())
                .limit(perSide);
        Stream<Integer> worse = queries(before)
                .filter(query -> after.rank(query) > before.rank(query))
                .sorted(byGain)
                .limit(perSide);
        List<EvaluationItem> pool = pair.set().pool();
        return Stream.concat(better, worse)
                .map(query -> new Example(
                        hit(pool.get(query)),
                        before.rank(query),
                        after.rank(query),
                        hits(pool, before.top(query)),
                        hits(pool, after.top(query))))
                .toList();
    }

    private static Stream<Integer> queries(Rankings rankings) {
        return IntStream.range(0, rankings.queries()).boxed();
    }

    private List<Hit> hits(List<EvaluationItem> pool, int... rows) {
        return Arrays.stream(rows)
                .limit(SHOWN_HITS)
                .mapToObj(row -> hit(pool.get(row)))
                .toList();
    }

    private Hit hit(EvaluationItem item) {
        return new Hit(item.id(), item.caption(), imageUrl.apply(item).orElse(null));
    }
}
