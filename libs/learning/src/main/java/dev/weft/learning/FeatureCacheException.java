package dev.weft.learning;

/** A feature cache is damaged, cut short, not one at all, or can't be written; the message says which. The remedy is to build it anew. */
public final class FeatureCacheException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FeatureCacheException(String message) {
        super(message);
    }

    FeatureCacheException(String message, Throwable cause) {
        super(message, cause);
    }
}
