package dev.weft.trainer;

import dev.weft.http.ProblemReason;

/** The ways in which a request about rounds and measurements can fail, beside the {@link dev.weft.http.StandardReason}s. */
enum RoundReason implements ProblemReason {
    UNKNOWN_ROUND(404, "There is no such round"),
    UNKNOWN_EVALUATION(404, "There is no such measurement"),
    UNKNOWN_RELEASE(404, "There is no such release"),
    ALREADY_RUNNING(409, "Something else is under way"),
    NOT_LEADING(421, "Another trainer does this");

    private final int status;
    private final String title;

    RoundReason(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
