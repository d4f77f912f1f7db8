package dev.weft.events;

/**
 * The schema registry can't be asked now, or refuses. Nothing is known against the record at hand: it is no dead letter, the same call may
 * succeed later.
 */
public final class SchemaRegistryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SchemaRegistryException(String message, Throwable cause) {
        super(message, cause);
    }

    public SchemaRegistryException(String message) {
        super(message);
    }
}
