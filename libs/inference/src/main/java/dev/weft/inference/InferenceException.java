package dev.weft.inference;

/** A graph failed on a batch. Whether one input or the machine is to blame is not known: try the inputs one by one. */
public final class InferenceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InferenceException(String message, Throwable cause) {
        super(message, cause);
    }

    public InferenceException(String message) {
        super(message);
    }
}
