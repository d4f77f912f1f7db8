package dev.weft.gateway.http;

/** What the OpenAPI document shows of requests and answers. A test holds them against the calls themselves. */
final class Examples {

    static final String NEW_ITEM = """
            {"id": "shoe-1", "uri": "data:image/png;base64,iVBORw0KGgo=", "caption": "a red shoe", "family": "shoe",
             "tags": ["red"], "attributes": {"price": 20, "colour": "red", "sale": true}}""";

    static final String FORM = """
            {"file": "(bytes)", "caption": "a red shoe", "family": "shoe", "tags": "[\\"red\\"]", "attributes": "{\\"price\\": 20}", "id": "shoe-1"}""";

    static final String ITEM = """
            {"id": "shoe-1", "version": 1763888400000000, "state": "searchable", "family": "shoe", "caption": "a red shoe",
             "attributes": {"price": 20, "tags": ["red"]},
             "parts": [{"name": "image", "modality": "image", "contentType": "image/png", "sizeBytes": 512,
                        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
                       {"name": "caption", "modality": "text"}],
             "release": "catalog@1",
             "stages": [{"stage": "accepted", "at": "2026-11-23T09:00:00.000Z", "millis": 0},
                        {"stage": "embedded", "at": "2026-11-23T09:00:00.041Z", "millis": 41},
                        {"stage": "searchable", "at": "2026-11-23T09:00:00.068Z", "millis": 68}],
             "failure": null,
             "links": {"self": "/v1/media/shoe-1", "content": "/v1/media/shoe-1/content", "events": "/v1/media/shoe-1/events"}}""";

    static final String LINES = """
            {"id": "shoe-1", "uri": "data:image/png;base64,iVBORw0KGgo=", "caption": "a red shoe"}
            {"id": "shoe-2", "caption": "a blue shoe"}
            """;

    static final String LINE_RESULTS = """
            {"line": 1, "id": "shoe-1", "status": 202, "state": "accepted", "version": 1763888400000000}
            {"line": 2, "id": null, "status": 400, "reason": "malformed_json", "detail": "the JSON cannot be read at line 1, column 5"}
            """;

    static final String EVENT = "event: status\ndata: {\"id\": \"shoe-1\", \"state\": \"searchable\"}\n\n";

    static final String IMPORT = """
            {"id": "01KAQ5Z5T0Q8V4M3N2P1R0S9T8"}""";

    static final String PROGRESS = """
            {"id": "01KAQ5Z5T0Q8V4M3N2P1R0S9T8", "accepted": 3822, "unchanged": 0, "embedded": 2100, "searchable": 2048,
             "failed": 0, "startedAt": "2026-11-23T09:00:00.000Z", "updatedAt": "2026-11-23T09:00:21.000Z"}""";

    static final String PROGRESS_EVENT =
            "event: progress\ndata: {\"id\": \"01KAQ5Z5T0Q8V4M3N2P1R0S9T8\", \"accepted\": 3822, \"searchable\": 2048}\n\n";

    static final String TRIPLETS = """
            {"anchor": "a red shoe", "positive": "http://127.0.0.1:8080/v1/media/shoe-1/content", "negative": "http://127.0.0.1:8080/v1/media/shoe-7/content"}
            """;

    static final String SEARCH = """
            {"text": "red shoe", "k": 10, "modalities": ["image", "text"],
             "filter": {"and": [{"eq": ["colour", "red"]}, {"range": ["price", {"lt": 20}]}]}}""";

    static final String HITS = """
            {"queryId": "01JDN5Z8E9Q4T1V7W2X3Y4Z5A6", "release": "catalog@1", "tookMillis": 9.1,
             "hits": [{"id": "shoe-1", "score": 0.61, "part": "image", "modality": "image", "version": 1763888400000000,
                       "release": "catalog@1", "family": "shoe", "caption": "a red shoe", "attributes": {"price": 20},
                       "content": "/v1/media/shoe-1/content"}]}""";

    static final String EMBED = """
            {"input": ["a red shoe", {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}}],
             "model": "weft", "encoding_format": "float"}""";

    static final String EMBEDDINGS = """
            {"object": "list",
             "data": [{"object": "embedding", "index": 0, "embedding": [0.6, 0.8]},
                      {"object": "embedding", "index": 1, "embedding": [0.8, 0.6]}],
             "model": "demo-759c3cd2", "usage": {"prompt_tokens": 5, "total_tokens": 5}}""";

    static final String MODEL = """
            {"id": "demo-759c3cd2", "object": "model", "created": 0, "owned_by": "weft"}""";

    static final String MODELS = """
            {"object": "list", "data": [{"id": "demo-759c3cd2", "object": "model", "created": 0, "owned_by": "weft"}]}""";

    static final String CLASSIFY = """
            {"mediaId": "shoe-1", "labels": ["shoe", "fruit"], "templates": ["a photo of a {}", "a drawing of a {}"]}""";

    static final String CLASSES = """
            {"release": "catalog@1", "model": "demo-759c3cd2",
             "labels": [{"label": "shoe", "score": 0.31, "probability": 0.98}, {"label": "fruit", "score": 0.27, "probability": 0.02}]}""";

    static final String FEEDBACK = """
            {"queryId": "01JDN5Z8E9Q4T1V7W2X3Y4Z5A6", "label": "clicked", "text": "red apple", "mediaId": "noto-1f34e", "source": "shop"}""";

    static final String FEEDBACK_TAKEN = """
            {"queryId": "01JDN5Z8E9Q4T1V7W2X3Y4Z5A6", "label": "clicked", "mediaId": "noto-1f34e",
             "occurredAt": "2026-11-25T10:15:30.123456Z"}""";

    static final String STATS = """
            {"media": {"accepted": 3, "embedded": 1, "searchable": 3818, "failed": 0, "deleted": 2},
             "index": {"release": "catalog@1", "collection": "catalog__r1", "rows": 7636}}""";

    static final String STATS_EVENT =
            "event: stats\ndata: {\"media\": {\"searchable\": 3818}, \"index\": {\"rows\": 7636}}\n\n";

    static final String SUBJECTS = """
            ["weft.embeddings-value", "weft.media-value"]""";

    static final String VERSIONS = "[1]";

    static final String SCHEMA = """
            {"subject": "weft.media-value", "version": 1, "id": 1, "schema": "{\\"type\\": \\"record\\"}"}""";

    static final String SCHEMA_ONLY = """
            {"schema": "{\\"type\\": \\"record\\"}"}""";

    static final String PICTURE = "(bytes)";

    private Examples() {}
}
