package dev.weft.benchmarks;

import java.util.List;

/** The middle of measurements that vary; of an even number the upper one. */
public final class Median {

    private Median() {}

    /** @param values at least one */
    public static double of(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
