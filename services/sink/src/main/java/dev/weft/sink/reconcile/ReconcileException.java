package dev.weft.sink.reconcile;

import org.jspecify.annotations.Nullable;

/** A run can't be finished: the message says why and what to do. Nothing is known of what it had not come to. */
public final class ReconcileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReconcileException(String message) {
        this(message, null);
    }

    ReconcileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
