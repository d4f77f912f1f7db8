package dev.weft.media;

import java.io.IOException;

/** The object store has no such object: trying again won't help. */
public final class ObjectNotFoundException extends IOException {

    private static final long serialVersionUID = 1L;

    public ObjectNotFoundException(String message) {
        super(message);
    }
}
