package dev.weft.miner;

import dev.weft.http.ProblemReason;

/** The ways in which a request about mining can fail, beside the {@link dev.weft.http.StandardReason}s. */
enum MiningReason implements ProblemReason {
    UNKNOWN_ROUND(404, "There is no such round"),
    ALREADY_RUNNING(409, "A round is under way");

    private final int status;
    private final String title;

    MiningReason(int status, String title) {
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
