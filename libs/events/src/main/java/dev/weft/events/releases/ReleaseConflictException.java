package dev.weft.events.releases;

/** Somebody else has changed the release since it was read: read it again and decide anew. Nothing was written. */
public sealed class ReleaseConflictException extends Exception permits NotLeadingException {

    private static final long serialVersionUID = 1;

    ReleaseConflictException(String message) {
        super(message);
    }

    ReleaseConflictException(String message, Throwable cause) {
        super(message, cause);
    }
}
