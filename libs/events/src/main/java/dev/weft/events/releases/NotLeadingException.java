package dev.weft.events.releases;

/** This instance doesn't lead any more, and only the leader may write here. Nothing was written; another instance may have the work by now. */
public final class NotLeadingException extends ReleaseConflictException {

    private static final long serialVersionUID = 1;

    NotLeadingException(String message) {
        super(message);
    }

    NotLeadingException(String message, Throwable cause) {
        super(message, cause);
    }
}
