package dev.weft.trainer;

/** What the calls about rounds look like, for the description. */
final class RoundExamples {

    static final String START = """
            {"reason": "the autumn catalog is in", "by": "maria"}""";

    static final String BEGUN = """
            {"id": "01JDN5Z8E9Q4T1V7W2X3Y4Z5A6"}""";

    static final String LEARNING = """
            {"id": "01JDN5Z8E9Q4T1V7W2X3Y4Z5A6", "reason": "the autumn catalog is in", "by": "maria", "phase": "learning",
             "since": "2026-11-25T10:15:30Z", "seed": 2, "seeds": 3, "step": 150, "steps": 300,
             "done": 0, "items": 0, "loss": 1.204, "validation": 0.41}""";

    static final String LISTED = "{\"rounds\": [" + LEARNING + "]}";

    private RoundExamples() {}
}
