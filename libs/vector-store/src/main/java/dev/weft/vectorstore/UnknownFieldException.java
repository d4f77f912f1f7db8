package dev.weft.vectorstore;

import java.util.Collection;

/** A filter names an attribute that no row of the collection has. */
public final class UnknownFieldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownFieldException(String field, Collection<String> known) {
        super("no item has an attribute '" + field + "'; "
                + (known.isEmpty() ? "there are no attributes yet" : "known are " + String.join(", ", known)));
    }
}
