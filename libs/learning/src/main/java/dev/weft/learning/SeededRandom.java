package dev.weft.learning;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The chance of one purpose at one step: a function of the seed, the purpose and the step alone, so that a round that goes on after a kill draws what it
 * would have drawn, and a checkpoint needs no state of it.
 */
final class SeededRandom {

    /** What chance is used for: each has draws of its own. */
    enum Purpose {
        LEFT_WEIGHTS(1),
        RIGHT_WEIGHTS(2),
        BATCH(3),
        LEFT_NOISE(4),
        RIGHT_NOISE(5);

        private final int number;

        Purpose(int number) {
            this.number = number;
        }
    }

    private final SplittableRandom random;

    SeededRandom(long seed, Purpose purpose, long step) {
        random = new SplittableRandom(mixed(mixed(mixed(seed) + purpose.number) + step));
    }

    /** Spreads neighbours: a generator that starts at a neighbour's state, or at one that its neighbour comes by, repeats what that one draws. */
    private static long mixed(long number) {
        return new SplittableRandom(number).nextLong();
    }

    /** Different numbers from 0 below the bound, in random order; all of them if fewer exist. */
    int[] distinct(int count, int bound) {
        int wanted = Math.min(count, bound);
        int[] drawn = new int[wanted];
        Map<Integer, Integer> moved = new HashMap<>();
        for (int i = 0; i < wanted; i++) {
            int place = i + random.nextInt(bound - i);
            drawn[i] = moved.getOrDefault(place, place);
            moved.put(place, moved.getOrDefault(i, i));
        }
        return drawn;
    }

    float[] even(int count, double reach) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-reach, reach);
        }
        return values;
    }

    /** Adds to each row a random direction whose length is about a share of the row's own. */
    void addGaussian(float[] rows, int width, double share) {
        for (int start = 0; start < rows.length; start += width) {
            double squares = 0;
            for (int i = start; i < start + width; i++) {
                squares += (double) rows[i] * rows[i];
            }
            double deviation = share * Math.sqrt(squares / width);
            for (int i = start; i < start + width; i++) {
                rows[i] += (float) (deviation * random.nextGaussian());
            }
        }
    }
}
