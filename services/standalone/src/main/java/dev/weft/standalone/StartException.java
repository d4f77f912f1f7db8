package dev.weft.standalone;

/** Something about this machine or the command line keeps Weft from starting; the message says what to do about it. */
final class StartException extends Exception {

    private static final long serialVersionUID = 1L;

    StartException(String message) {
        super(message);
    }

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
