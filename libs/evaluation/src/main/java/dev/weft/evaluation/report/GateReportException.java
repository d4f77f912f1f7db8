package dev.weft.evaluation.report;

/** A text that should hold a gate's report doesn't. The release it belongs to has no report; judge it again. */
public final class GateReportException extends Exception {

    private static final long serialVersionUID = 1L;

    public GateReportException(String message) {
        super(message);
    }

    public GateReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
