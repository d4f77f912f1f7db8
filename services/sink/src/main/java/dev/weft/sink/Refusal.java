package dev.weft.sink;

import dev.weft.core.Stage;

/**
 * Why a record will never land in the store, whatever is tried.
 *
 * @param reason a short fixed word, fit for a metric's label
 */
record Refusal(Stage stage, String reason, Exception cause) {

    static final String WRONG_DIMENSION = "wrong_dimension";
    static final String WRONG_RELEASE = "wrong_release";
    static final String INVALID_ROW = "invalid_row";
    static final String UNEXPECTED_ERROR = "unexpected_error";

    String message() {
        return String.valueOf(cause.getMessage());
    }
}
