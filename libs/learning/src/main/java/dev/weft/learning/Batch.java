package dev.weft.learning;

import dev.weft.learning.LossOptions.SameFamily;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The pairs of one step.
 *
 * @param withMined how many pairs at the front may use their mined negatives
 */
record Batch(List<Drawn> pairs, int withMined) {

    /** A pair and the set that it is from; rows of different sets have nothing to do with each other. */
    record Drawn(PairSet set, TrainingPair pair) {}

    /** Pairs that share a row are positives; pairs that share a family only are what the option says; those of families that the set masks are masked. */
    PairRelations relations(SameFamily sameFamily) {
        Map<Object, List<Integer>> byRow = new HashMap<>();
        Map<Object, List<Integer>> byFamily = new HashMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            for (Object key : rowKeys(pairs.get(i))) {
                byRow.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
            }
            byFamily.computeIfAbsent(familyKey(pairs.get(i)), k -> new ArrayList<>())
                    .add(i);
        }
        int[][] positives = new int[pairs.size()][];
        int[][] masked = new int[pairs.size()][];
        for (int i = 0; i < pairs.size(); i++) {
            TreeSet<Integer> same = new TreeSet<>();
            for (Object key : rowKeys(pairs.get(i))) {
                same.addAll(byRow.getOrDefault(key, List.of()));
            }
            Drawn drawn = pairs.get(i);
            TreeSet<Integer> alike = new TreeSet<>(byFamily.getOrDefault(familyKey(drawn), List.of()));
            if (sameFamily == SameFamily.POSITIVE) {
                same.addAll(alike);
            }
            drawn.set()
                    .masks()
                    .getOrDefault(drawn.pair().family(), Collections.emptySortedSet())
                    .forEach(other -> alike.addAll(byFamily.getOrDefault(familyKey(drawn.set(), other), List.of())));
            alike.removeAll(same);
            positives[i] = toArray(same);
            masked[i] = toArray(alike);
        }
        return PairRelations.of(positives, masked);
    }

    private static int[] toArray(TreeSet<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    private static List<Object> rowKeys(Drawn drawn) {
        return List.of(
                List.of(System.identityHashCode(drawn.set()), 'l', drawn.pair().left()),
                List.of(System.identityHashCode(drawn.set()), 'r', drawn.pair().right()));
    }

    private static Object familyKey(Drawn drawn) {
        return familyKey(drawn.set(), drawn.pair().family());
    }

    private static Object familyKey(PairSet set, String family) {
        return List.of(System.identityHashCode(set), family);
    }
}
