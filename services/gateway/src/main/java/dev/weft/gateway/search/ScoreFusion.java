package dev.weft.gateway.search;

import dev.weft.core.MediaKey;
import dev.weft.vectorstore.Hit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fuses lists whose scores lie on scales of their own, such as cosines of texts with pictures and of texts with texts. Within each list scores
 * become standard scores (Montague, Aslam: "Relevance score normalization for metasearch", CIKM 2001); an item weighs the Euclidean norm of
 * those that are positive, the "or" of the extended Boolean model with p = 2 (Salton, Fox, Wu, Communications of the ACM 26(11), 1983): what stands out
 * far in one list beats what is a little better than average in two.
 */
final class ScoreFusion {

    private ScoreFusion() {}

    /**
     * One hit for each item, best first: with one list the list's own order.
     *
     * @param lists each best first; the deeper, the better mean and deviation are known
     * @return for each item its hit with the highest standard score; of equals, that of the earlier list
     */
    static List<Hit> fuse(List<List<Hit>> lists) {
        Map<MediaKey, Entry> entries = new LinkedHashMap<>();
        for (List<Hit> list : lists) {
            standings(list).forEach((key, standing) -> entries.merge(key, Entry.of(standing), Entry::plus));
        }
        return entries.values().stream()
                .sorted(Comparator.comparingDouble(Entry::squares)
                        .reversed()
                        .thenComparingInt(entry -> entry.best().rank())
                        .thenComparing(entry -> entry.best().hit().key().toString()))
                .map(entry -> entry.best().hit())
                .toList();
    }

    /** Each item's best hit of a list, with its standard score; all are 0 where all scores are equal. */
    private static Map<MediaKey, Standing> standings(List<Hit> list) {
        Map<MediaKey, Hit> hits = new LinkedHashMap<>();
        list.forEach(hit -> hits.putIfAbsent(hit.key(), hit));
        double mean = hits.values().stream().mapToDouble(Hit::score).average().orElse(0);
        double variance = hits.values().stream()
                .mapToDouble(hit -> (hit.score() - mean) * (hit.score() - mean))
                .average()
                .orElse(0);
        Map<MediaKey, Standing> standings = new LinkedHashMap<>();
        hits.forEach((key, hit) -> standings.put(
                key,
                new Standing(
                        hit, standings.size() + 1, variance > 0 ? (hit.score() - mean) / Math.sqrt(variance) : 0)));
        return standings;
    }

    /** @param rank in its list, from 1, items counted once */
    private record Standing(Hit hit, int rank, double score) {}

    /** @param squares the sum of the squares of its positive standard scores */
    private record Entry(Standing best, double squares) {

        private static Entry of(Standing standing) {
            double positive = Math.max(0, standing.score);
            return new Entry(standing, positive * positive);
        }

        private Entry plus(Entry later) {
            return new Entry(later.best.score > best.score ? later.best : best, squares + later.squares);
        }
    }
}
