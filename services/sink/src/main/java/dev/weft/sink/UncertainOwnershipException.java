package dev.weft.sink;

/** Nothing may be written before it is known whether the records are still this instance's. */
final class UncertainOwnershipException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UncertainOwnershipException() {
        super(
                "this process was stopped for some seconds, and the consumer group has not said yet what is still its own");
    }
}
