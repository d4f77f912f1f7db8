package dev.weft.sink.reconcile;

import dev.weft.http.ProblemReason;

/** The ways in which a request about reconciliations can fail, beside the {@link dev.weft.http.StandardReason}s. */
enum ReconcileReason implements ProblemReason {
    UNKNOWN_RECONCILIATION(404, "There is no such reconciliation"),
    UNKNOWN_RELEASE(404, "There is no such release"),
    ALREADY_RUNNING(409, "A reconciliation is running");

    private final int status;
    private final String title;

    ReconcileReason(int status, String title) {
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
