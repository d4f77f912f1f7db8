package dev.weft.gateway.http;

/** What the calls about releases look like, for the description; each is tried by a test. */
final class ReleaseExamples {

    static final String RELEASE = """
            {"id": "catalog@2", "parent": "catalog@1", "state": "live", "revision": 7, "bundle": "demo",
             "dimension": 640, "towers": {"image": "demo-image-4307fdcc", "text": "demo-text-759c3cd2"},
             "heads": {"image": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
             "reason": "The candidate is better, and nothing that is watched got worse.", "by": "rollout",
             "done": 0, "total": 0, "metrics": {"in-domain.t2i.recall_at_10": 41.1},
             "files": {"report.html": "/v1/releases/catalog@2/files/report.html"},
             "createdAt": "2026-11-25T10:15:30Z", "since": "2026-11-25T10:20:30Z"}""";

    static final String LISTED = "{\"releases\": [" + RELEASE + "]}";

    static final String CHANGE = """
            {"reason": "searches for shoes got worse", "by": "maria"}""";

    static final String FORM = """
            {"release": "(JSON, as docs/learning.md describes it)", "by": "maria", "image": "(bytes)", "text": "(bytes)"}""";

    private ReleaseExamples() {}
}
