package dev.weft.embedder;

/** Words for why a record will never become vectors, whatever is tried. */
final class Reasons {

    static final String KEY_MISMATCH = "key_mismatch";
    static final String INFERENCE_FAILED = "inference_failed";
    static final String INFERENCE_TIMEOUT = "inference_timeout";
    static final String TOO_LARGE = "too_large";
    static final String UNEXPECTED_ERROR = "unexpected_error";

    private Reasons() {}
}
