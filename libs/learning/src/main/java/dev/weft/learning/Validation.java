package dev.weft.learning;

/** Judges heads while they learn, on what they don't learn from. */
@FunctionalInterface
public interface Validation {

    /**
     * A validation's result.
     *
     * @param value 0 to 1, higher is better; R@1 for instance
     * @param queries how many it is the mean of
     */
    record Score(double value, int queries) {

        public Score {
            Check.range("value", value, 0, 1);
            Check.range("queries", queries, 1, Integer.MAX_VALUE);
        }

        /** Of a share of that many queries. */
        double standardError() {
            return Math.sqrt(value * (1 - value) / queries);
        }
    }

    Score of(TrainedHeads heads);
}
