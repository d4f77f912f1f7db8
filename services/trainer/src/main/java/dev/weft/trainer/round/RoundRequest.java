package dev.weft.trainer.round;

/** Why a round begins, and who wants it. */
public record RoundRequest(String reason, String by) {

    public RoundRequest {
        if (reason.isBlank() || by.isBlank()) {
            throw new IllegalArgumentException("a round must have a reason and say who wants it");
        }
    }
}
