package dev.weft.http;

import org.jspecify.annotations.Nullable;

/** A request that is answered with problem details. Not logged: the client gets it. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Not written: problems stay in the process where they came up. */
    private final transient ProblemReason reason;

    /** @param detail a sentence for a person */
    public ProblemException(ProblemReason reason, String detail) {
        this(reason, detail, null);
    }

    /** @param cause what made it so, if anything */
    public ProblemException(ProblemReason reason, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.reason = reason;
    }

    public ProblemReason reason() {
        return reason;
    }

    /** The sentence; never null here. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
