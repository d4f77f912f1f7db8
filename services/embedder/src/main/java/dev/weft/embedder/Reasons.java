package dev.weft.embedder;

/** Words for why a record will never become vectors, whatever is tried. */
final class Reasons {

    static final String OBJECT_NOT_FOUND = "object_not_found";
    static final String KEY_MISMATCH = "key_mismatch";
    static final String TEXT_TOO_LONG = "text_too_long";
    static final String NOTHING_TO_EMBED = "nothing_to_embed";
    static final String UNSUPPORTED_MODALITY = "unsupported_modality";
    static final String INFERENCE_FAILED = "inference_failed";
    static final String INFERENCE_TIMEOUT = "inference_timeout";
    static final String TOO_LARGE = "too_large";
    static final String UNEXPECTED_ERROR = "unexpected_error";

    private Reasons() {}
}
