package dev.weft.learning;

/** A bundle's own head can't be made part of a graph; the message says why. */
public final class BaseHeadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BaseHeadException(String message) {
        super(message);
    }

    BaseHeadException(String message, Throwable cause) {
        super(message, cause);
    }
}
