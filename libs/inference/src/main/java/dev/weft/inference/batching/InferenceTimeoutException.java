package dev.weft.inference.batching;

import java.time.Duration;

/** The item's run hung, in company and again alone, while a known good input ran between. The item is to blame: don't try it again. */
public final class InferenceTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InferenceTimeoutException(String name, Duration timeout) {
        super("the " + name + " tower did not end within " + timeout + ", twice, the second time on this input alone");
    }
}
