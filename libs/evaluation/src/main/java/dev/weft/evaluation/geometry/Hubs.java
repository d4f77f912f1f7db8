package dev.weft.evaluation.geometry;

import java.util.Arrays;
import java.util.List;

/**
 * Items that answer everything.
 *
 * @param share of the lists that the most frequent 1 % of the items take (at least one item), 0 to 1
 * @param skewness of how often an item is listed; 0 where all are listed equally often
 */
record Hubs(double share, double skewness) {

    private static final int ITEMS_PER_HUB = 100;

    /** @param items that could be listed */
    static Hubs of(List<int[]> lists, int items) {
        int[] listed = new int[items];
        lists.forEach(list -> Arrays.stream(list).forEach(row -> listed[row]++));
        Arrays.sort(listed);
        double all = Arrays.stream(listed).sum();
        int hubs = (items + ITEMS_PER_HUB - 1) / ITEMS_PER_HUB;
        double taken = Arrays.stream(listed, items - hubs, items).sum();
        return new Hubs(taken / all, skewness(listed, all / items));
    }

    private static double skewness(int[] listed, double mean) {
        double squares = 0;
        double cubes = 0;
        for (int count : listed) {
            double deviation = count - mean;
            squares += deviation * deviation;
            cubes += deviation * deviation * deviation;
        }
        double variance = squares / listed.length;
        return variance == 0 ? 0 : cubes / listed.length / Math.pow(variance, 1.5);
    }
}
