package dev.weft.trainer;

/** What the calls about measurements look like, for the description. */
final class EvaluationExamples {

    static final String REQUEST = """
            {"release": "catalog@2", "against": "catalog@1"}""";

    static final String BEGUN = """
            {"id": "01KAYH8Z6T3N5V0Q9J4W7R2M1C", "release": "catalog@2", "against": "catalog@1", "phase": "measuring",
             "since": "2026-11-25T10:15:30Z", "sets": []}""";

    static final String MEASURED = """
            {"id": "01KAYH8Z6T3N5V0Q9J4W7R2M1C", "release": "catalog@2", "against": "catalog@1", "phase": "ended",
             "since": "2026-11-25T10:15:30Z", "outcome": "measured",
             "sets": [{"name": "in-domain", "kind": "in_domain", "version": 1, "contentHash": "9f86d0…", "queries": 152,
              "families": 76, "pool": 3822, "figures": [{"direction": "t2i", "metric": "recall_at_10", "value": 41.4,
              "low": 33.5, "high": 49.3, "against": 17.1, "change": 24.3, "changeLow": 16.4, "changeHigh": 32.2}]}]}""";

    static final String LISTED = "{\"evaluations\": [" + MEASURED + "]}";

    private EvaluationExamples() {}
}
