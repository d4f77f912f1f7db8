package dev.weft.preparation;

/** Words for why an item will never be ready for a tower, whatever is tried. */
final class Reasons {

    static final String OBJECT_NOT_FOUND = "object_not_found";
    static final String TEXT_TOO_LONG = "text_too_long";
    static final String NOTHING_TO_EMBED = "nothing_to_embed";
    static final String UNSUPPORTED_MODALITY = "unsupported_modality";
    static final String UNEXPECTED_ERROR = "unexpected_error";

    private Reasons() {}
}
