package dev.weft.learning;

/**
 * What aborts a round.
 *
 * @param cosine mean cosine of different items of one modality above which the space has collapsed
 * @param rank effective rank below this share of the base's
 * @param spike gradient norm above this multiple of the median of the last 50 steps
 * @param drop validation below its best by more than this (0.02 is two points), and by more than two standard errors of the queries there are
 */
public record AlarmOptions(double cosine, double rank, double spike, double drop) {

    public static AlarmOptions defaults() {
        return new AlarmOptions(0.9, 0.5, 10, 0.02);
    }

    public AlarmOptions {
        Check.range("cosine", cosine, 0, 1);
        Check.range("rank", rank, 0, 1);
        Check.range("spike", spike, 1, Double.MAX_VALUE);
        Check.range("drop", drop, 0, 1);
    }
}
