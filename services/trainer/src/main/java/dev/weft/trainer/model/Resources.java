package dev.weft.trainer.model;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens {@code classpath:FILE} or the path of a file. */
final class Resources {

    private static final String CLASS_PATH = "classpath:";

    private Resources() {}

    /** Whether there is such a file. */
    static boolean exists(String location) {
        return location.startsWith(CLASS_PATH)
                ? Resources.class.getClassLoader().getResource(location.substring(CLASS_PATH.length())) != null
                : Files.exists(Path.of(location));
    }

    /** @throws IOException if there is none, with its name */
    static InputStream open(String location) throws IOException {
        if (!location.startsWith(CLASS_PATH)) {
            return Files.newInputStream(Path.of(location));
        }
        InputStream stream =
                Resources.class.getClassLoader().getResourceAsStream(location.substring(CLASS_PATH.length()));
        if (stream == null) {
            throw new FileNotFoundException("there is no " + location);
        }
        return stream;
    }
}
