package dev.weft.modelcatalog;

import java.io.IOException;
import java.util.List;

/** A bundle can't be had as it was asked for, for a reason that a person can do something about. */
public final class ModelCatalogException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> advice;

    ModelCatalogException(String message) {
        this(message, List.of());
    }

    ModelCatalogException(String message, Throwable cause) {
        super(message, cause);
        advice = List.of();
    }

    ModelCatalogException(String message, List<String> advice) {
        super(message);
        this.advice = List.copyOf(advice);
    }

    /** What was tried and what to do, a line each. */
    public List<String> advice() {
        return advice;
    }
}
