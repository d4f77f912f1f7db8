package dev.weft.evaluation.retrieval;

import java.util.Locale;

/** What a query's ranks are worth, in per cent: higher is better, and differences are points. */
public enum Metric {
    RECALL_AT_1("R@1") {
        @Override
        public double of(Rankings rankings, int query) {
            return rankings.hit(query, 1);
        }
    },
    RECALL_AT_5("R@5") {
        @Override
        public double of(Rankings rankings, int query) {
            return rankings.hit(query, 5);
        }
    },
    RECALL_AT_10("R@10") {
        @Override
        public double of(Rankings rankings, int query) {
            return rankings.hit(query, 10);
        }
    },
    /** 100 / rank of the best right answer. */
    RECIPROCAL_RANK("MRR") {
        @Override
        public double of(Rankings rankings, int query) {
            return 100.0 / rankings.rank(query);
        }
    },
    /** Binary relevance, cut at 10, of the best order that is possible. */
    NDCG_AT_10("nDCG@10") {
        @Override
        public double of(Rankings rankings, int query) {
            return 100 * rankings.ndcg(query);
        }
    };

    private final String shown;

    Metric(String shown) {
        this.shown = shown;
    }

    public abstract double of(Rankings rankings, int query);

    /** For people. */
    public String shown() {
        return shown;
    }

    /** The lower-case name in the names of figures. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
