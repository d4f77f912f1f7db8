package dev.weft.learning;

/** A checkpoint is damaged, or another round's; the message says which. Deleting the file starts the round anew. */
public final class CheckpointException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CheckpointException(String message) {
        super(message);
    }

    CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
