package dev.weft.evaluation.statistics;

/** How an error rate is spent over a planned number of looks (Lan and DeMets 1983). */
public enum SpendingFunction {
    /** About the same at each look, as Pocock's bounds: each candidate has a fair chance. */
    POCOCK {
        @Override
        double spent(double alpha, double fraction) {
            return alpha * Math.log(1 + (Math.E - 1) * fraction);
        }
    },
    /** Almost nothing at first, almost all at the end, as O'Brien and Fleming's bounds: for looks at one candidate while data come in. */
    OBRIEN_FLEMING {
        @Override
        double spent(double alpha, double fraction) {
            return 2 * (1 - Normal.cumulative(Normal.quantile(1 - alpha / 2) / Math.sqrt(fraction)));
        }
    };

    /** @param fraction of the looks that are done, above 0, at most 1 */
    abstract double spent(double alpha, double fraction);
}
