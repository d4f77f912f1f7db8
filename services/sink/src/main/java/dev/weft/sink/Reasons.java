package dev.weft.sink;

/** Words for why a record will never land in the store, whatever is tried. */
final class Reasons {

    static final String WRONG_DIMENSION = "wrong_dimension";
    static final String WRONG_RELEASE = "wrong_release";
    static final String INVALID_ROW = "invalid_row";
    static final String UNEXPECTED_ERROR = "unexpected_error";

    private Reasons() {}
}
