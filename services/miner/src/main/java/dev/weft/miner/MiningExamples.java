package dev.weft.miner;

/** What the calls about mining look like, for the description. */
final class MiningExamples {

    static final String START = """
            {"reason": "before a round of learning", "by": "maria"}""";

    static final String ROUND = """
            {"id": "01JDN5Z8E9Q4T1V7W2X3Y4Z5A6", "reason": "before a round of learning", "by": "maria", "phase": "mining",
             "since": "2026-11-25T10:15:30Z", "release": "catalog@1", "anchors": 3440, "done": 1024, "pairs": 1024, "full": 120, "negatives": 2540,
             "dropped": {"positive_margin": 61035, "quadrant": 210544}, "batches": 4}""";

    static final String LISTED = "{\"rounds\": [" + ROUND + "]}";

    private MiningExamples() {}
}
