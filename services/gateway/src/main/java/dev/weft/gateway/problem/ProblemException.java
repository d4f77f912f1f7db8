package dev.weft.gateway.problem;

/** A request that is answered with a {@link Problem}. Not logged: the client gets it. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** @param detail a sentence for a person; may quote the request only through {@link Quoted} */
    public ProblemException(Reason reason, String detail) {
        this(reason, detail, null);
    }

    /** @param cause what made it so, if anything */
    public ProblemException(Reason reason, String detail, @org.jspecify.annotations.Nullable Throwable cause) {
        super(detail, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** The sentence; never null here. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
