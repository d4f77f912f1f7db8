package dev.weft.cli.catalog;

/** What was named as a catalog is none, or can't be read; nothing of it was imported. */
public final class CatalogException extends Exception {

    private static final long serialVersionUID = 1L;

    CatalogException(String message) {
        super(message);
    }

    CatalogException(String message, Throwable cause) {
        super(message, cause);
    }
}
