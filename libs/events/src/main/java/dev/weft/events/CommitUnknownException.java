package dev.weft.events;

/** The broker did not say whether it committed: look at the group's offsets before trying again. */
public final class CommitUnknownException extends Exception {

    private static final long serialVersionUID = 1L;

    CommitUnknownException(Throwable cause) {
        super("it is not known whether the transaction was committed", cause);
    }
}
