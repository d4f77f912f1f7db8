package dev.weft.sink.reconcile;

/** What the OpenAPI document shows of reconciliations. */
final class ReconciliationExamples {

    static final String REQUEST = """
            {"mode": "verify", "release": "catalog@1"}""";

    static final String BEGUN = """
            {"id": "0d2c7a52-4b8f-4f0e-9a70-0f4c1a6f6b11", "mode": "verify", "release": "catalog@1", "state": "running",
             "startedAt": "2026-11-25T09:00:00Z",
             "progress": {"phase": "reading_log", "logRecords": 0, "logOffsets": 0, "storeItems": 0, "findings": 0}}""";

    private static final String COUNTS = """
            "result": "wrong", "seconds": 0.41, "rowsPerSecond": 18663.41,
                        "log": {"records": 3830, "live": 3822, "deleted": 1, "rows": 7644},
                        "store": {"live": 3821, "deleted": 1, "rows": 7642},
                        "found": {"ahead": 0, "extra": 0, "missing": 1, "stale": 0},
                        "repaired": {"ahead": 0, "extra": 0, "missing": 0, "stale": 0},
                        "partitions": [{"partition": 2, "found": {"missing": 1}}], "unlogged": {},
                        "unchecked": 0, "unproven": 0""";

    private static final String ENDED = """
            {"id": "0d2c7a52-4b8f-4f0e-9a70-0f4c1a6f6b11", "mode": "verify", "release": "catalog@1", "state": "done",
             "startedAt": "2026-11-25T09:00:00Z", "endedAt": "2026-11-25T09:00:04Z",
             "progress": {"phase": "comparing", "logRecords": 3830, "logOffsets": 4012, "storeItems": 3822, "findings": 1},
             "report": {""" + COUNTS;

    static final String DONE = ENDED + """
            ,
                        "findings": [{"kind": "missing", "tenant": "default", "id": "shoe-1", "logVersion": 1763888400000000,
                                      "logDeleted": false, "partition": 2, "offset": 417, "repair": "not_tried"}]}}""";

    static final String RUNS = "{\"reconciliations\": [" + ENDED + ", \"findings\": []}}]}";

    private ReconciliationExamples() {}
}
