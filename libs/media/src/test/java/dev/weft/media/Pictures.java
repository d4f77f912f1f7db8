package dev.weft.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The pictures of the test resources (see make_pictures.py beside them). */
final class Pictures {

    private Pictures() {}

    static byte[] bytes(String name) {
        try (InputStream stream = Pictures.class.getResourceAsStream("/pictures/" + name)) {
            if (stream == null) {
                throw new IllegalArgumentException("no test picture is named " + name);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
