package dev.weft.sink.reconcile;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Counts what is found and keeps the first of it. For one thread. */
final class Findings implements Consumer<Finding> {

    private final int kept;
    private final List<Finding> first = new ArrayList<>();
    private final Map<Finding.Kind, Long> found = zeros();
    private final Map<Finding.Kind, Long> repaired = zeros();
    private final Map<Finding.Kind, Long> unlogged = new EnumMap<>(Finding.Kind.class);
    private final SortedMap<Integer, Map<Finding.Kind, Long>> byPartition = new TreeMap<>();
    private long total;

    /** @param kept how many are kept in full */
    Findings(int kept) {
        this.kept = kept;
    }

    @Override
    public void accept(Finding finding) {
        total++;
        found.merge(finding.kind(), 1L, Long::sum);
        if (finding.repair() == Finding.Repair.REPAIRED) {
            repaired.merge(finding.kind(), 1L, Long::sum);
        }
        Map<Finding.Kind, Long> place = finding.partition().isPresent()
                ? byPartition.computeIfAbsent(
                        finding.partition().getAsInt(), partition -> new EnumMap<>(Finding.Kind.class))
                : unlogged;
        place.merge(finding.kind(), 1L, Long::sum);
        if (first.size() < kept) {
            first.add(finding);
        }
    }

    long total() {
        return total;
    }

    List<Finding> first() {
        return first;
    }

    Map<Finding.Kind, Long> found() {
        return found;
    }

    Map<Finding.Kind, Long> repaired() {
        return repaired;
    }

    Map<Finding.Kind, Long> unlogged() {
        return unlogged;
    }

    SortedMap<Integer, Map<Finding.Kind, Long>> byPartition() {
        return byPartition;
    }

    private static Map<Finding.Kind, Long> zeros() {
        Map<Finding.Kind, Long> zeros = new EnumMap<>(Finding.Kind.class);
        for (Finding.Kind kind : Finding.Kind.values()) {
            zeros.put(kind, 0L);
        }
        return zeros;
    }
}
