package dev.weft.testkit.milvus;

/** A server can't be had on this machine. The message says why, and what to install. */
public final class MilvusUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MilvusUnavailableException(String message) {
        super(message);
    }

    MilvusUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
