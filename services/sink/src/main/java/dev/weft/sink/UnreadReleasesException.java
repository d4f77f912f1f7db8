package dev.weft.sink;

/** The log of releases can't be read to its end now: try again, since a record's release may be in it. */
final class UnreadReleasesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadReleasesException(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
