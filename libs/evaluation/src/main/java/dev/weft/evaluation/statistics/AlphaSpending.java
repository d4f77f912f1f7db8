package dev.weft.evaluation.statistics;

/**
 * What is left of a frozen set's error rate. Each judgement on the same set is one more chance for noise to pass, so all of them share one rate: the probability
 * that any release that is no better goes live by this set is at most {@code alpha} over the planned looks. A used-up set decides nothing more: freeze a new version.
 *
 * <p>The caller keeps the state with the set and hands it to the next judgement.
 *
 * @param function how the rate is spent
 * @param alpha one-sided, over all looks
 * @param plannedLooks how many judgements the set is made for
 * @param looks how many there were
 * @param setHash of the set that it belongs to; another set starts anew
 */
public record AlphaSpending(SpendingFunction function, double alpha, int plannedLooks, int looks, String setHash) {

    public AlphaSpending {
        if (!(alpha > 0 && alpha < 0.5)) {
            throw new IllegalArgumentException("alpha must be above 0 and below 0.5, got " + alpha);
        }
        if (plannedLooks < 1 || looks < 0) {
            throw new IllegalArgumentException(
                    "planned looks must be at least 1 and looks at least 0, got " + plannedLooks + " and " + looks);
        }
    }

    /** The same plan for the set: as it stands if it is this set's, from its beginning otherwise. */
    public AlphaSpending forSet(String hash) {
        return hash.equals(setHash) ? this : new AlphaSpending(function, alpha, plannedLooks, 0, hash);
    }

    /** What the next look may spend, one-sided; 0 once all planned looks are done. */
    public double next() {
        return looks >= plannedLooks ? 0 : spentAfter(looks + 1) - spentAfter(looks);
    }

    public AlphaSpending afterLook() {
        return new AlphaSpending(function, alpha, plannedLooks, looks + 1, setHash);
    }

    private double spentAfter(int count) {
        return count == 0 ? 0 : function.spent(alpha, (double) count / plannedLooks);
    }
}
