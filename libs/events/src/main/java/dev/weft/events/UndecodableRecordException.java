package dev.weft.events;

/** A record's value is not what the topic holds. Checked: every reader decides what becomes of the record. */
public final class UndecodableRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why, in a word fit for a metric's label. */
    public enum Reason {
        /** No value where a deletion marker makes no sense. */
        NULL_VALUE,
        /** The first byte is not 0x00, or there are fewer than five. */
        BAD_MAGIC,
        UNKNOWN_SCHEMA_ID,
        /** The bytes do not follow the schema, end early, or declare an absurd length. */
        MALFORMED_AVRO,
        /** Avro is well, but the values break a rule of the domain: an id with '/', a vector of another length, NaN. */
        INVALID_VALUE;

        /** The lower-case word. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public UndecodableRecordException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public UndecodableRecordException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
