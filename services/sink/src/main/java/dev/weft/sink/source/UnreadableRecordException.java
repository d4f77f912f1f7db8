package dev.weft.sink.source;

/** A record means no change of an item, whatever is tried: a dead letter. */
public final class UnreadableRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * @param reason a short fixed word, fit for a metric's label
     * @param message a sentence for a person, without the record's content
     */
    public UnreadableRecordException(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** @param cause its message is taken over */
    public UnreadableRecordException(String reason, Exception cause) {
        super(cause.getMessage(), cause);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
