package dev.weft.inference.batching;

/** The worker is to end: the scheduler was closed, or the worker's run hung and another has taken its place. */
final class StoppedException extends Exception {

    private static final long serialVersionUID = 1L;

    StoppedException(String message) {
        super(message);
    }
}
