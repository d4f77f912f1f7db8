package dev.weft.core;

/**
 * Why a record will never get further, whatever is tried: it becomes a {@link DeadLetter}.
 *
 * @param reason a short fixed word, fit for a metric's label
 */
public record Refusal(Stage stage, String reason, Exception cause) {

    /** A sentence for a person. */
    public String message() {
        return String.valueOf(cause.getMessage());
    }
}
