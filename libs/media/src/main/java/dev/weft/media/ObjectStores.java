package dev.weft.media;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Opens object stores by URI. */
public final class ObjectStores {

    private static final String FOLDER = "folder:";

    private ObjectStores() {}

    /**
     * Opens a store without touching it yet: a folder is made when the first object comes.
     *
     * @param uri {@code folder:PATH}, absolute or relative to the working directory
     * @throws IllegalArgumentException if no store has this scheme, or the path isn't one
     */
    public static ObjectStore open(String uri) {
        if (uri.startsWith(FOLDER) && uri.length() > FOLDER.length()) {
            try {
                return new FolderObjectStore(Path.of(uri.substring(FOLDER.length())));
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("object store must be folder:PATH with a valid path, got " + uri, e);
            }
        }
        throw new IllegalArgumentException("object store must be folder:PATH, got '" + uri + "'");
    }
}
