package dev.weft.core;

import java.net.URI;

/** Where the content of a part is: in the event itself (short text), or in the object store (everything else). */
public sealed interface PartContent {

    /** The hash of the content's bytes (for text: of its UTF-8 bytes). */
    Sha256 sha256();

    /** A text carried by the event. */
    record InlineText(String text) implements PartContent {

        /** Kafka records stay small: longer texts are refused where they come in. */
        public static final int MAX_UTF8_BYTES = 64 * 1024;

        @Override
        public Sha256 sha256() {
            return Sha256.ofText(text);
        }
    }

    /**
     * A claim check: bytes that lie in the object store.
     *
     * @param uri what the object store resolves
     * @param contentType the sniffed media type, such as {@code image/png}
     * @param sizeBytes the number of bytes
     */
    record StoredObject(URI uri, Sha256 sha256, String contentType, long sizeBytes) implements PartContent {
        public StoredObject {
            if (sizeBytes < 0) {
                throw new IllegalArgumentException("size must not be negative, got " + sizeBytes);
            }
        }
    }
}
