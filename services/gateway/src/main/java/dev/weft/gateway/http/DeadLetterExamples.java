package dev.weft.gateway.http;

/** What the OpenAPI document shows of dead letters. */
final class DeadLetterExamples {

    private static final String LETTER = """
            {"id": "3-42", "failedAt": "2026-11-25T10:00:00.000Z", "stage": "fetch", "reason": "object_not_found",
             "message": "there is no object object:///default/9f86…", "key": "default/shoe-1",
             "origin": {"topic": "weft.media", "partition": 3, "offset": 17, "timestamp": "2026-11-25T09:59:59.000Z"},
             "release": "catalog@1", "attempt": 1, "replayed": null}""";

    static final String PAGE = "{\"deadLetters\": [" + LETTER + "], \"next\": \"0-5_3-42\", \"unreadable\": 0}";

    static final String WHOLE = "{\"deadLetter\": " + LETTER + """
            , "errorClass": "dev.weft.media.ObjectNotFoundException", "message": "there is no object object:///default/9f86…",
             "key": {"length": 14, "text": "default/shoe-1", "hex": "64656661756c742f73686f652d31", "base64": "ZGVmYXVsdC9zaG9lLTE="},
             "value": {"length": 5, "text": null, "hex": "0000000001", "base64": "AAAAAAE="},
             "headers": {}, "event": "malformed_avro: the bytes do not follow schema 1"}""";

    static final String REPLAY = """
            {"filter": {"stage": "fetch", "reason": "object_not_found"}, "limit": 100, "dryRun": false, "by": "maria"}""";

    static final String OUTCOMES = """
            {"dryRun": false,
             "counts": {"replayed": 1, "replayable": 0, "alreadyReplayed": 0, "superseded": 0, "refused": 0, "unknown": 0},
             "letters": [{"id": "3-42", "result": "replayed", "detail": "written to weft.media-3@18",
                          "replayed": {"at": "2026-11-25T10:05:00.000Z", "by": "maria", "attempt": 2,
                                       "topic": "weft.media", "partition": 3, "offset": 18}}],
             "next": null}""";

    private DeadLetterExamples() {}
}
