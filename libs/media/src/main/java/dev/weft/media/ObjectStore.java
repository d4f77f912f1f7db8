package dev.weft.media;

import dev.weft.core.PartContent.StoredObject;
import dev.weft.core.TenantId;
import java.io.IOException;
import java.io.InputStream;

/**
 * Where the bytes of media lie, so that Kafka carries only a claim check. Content-addressed within a tenant: the same bytes are stored once.
 * Safe for use by several threads and processes.
 */
public interface ObjectStore {

    /**
     * Stores the bytes of the stream, durably when it returns, and leaves the stream open.
     *
     * @param contentType the sniffed media type, such as {@code image/png}
     * @throws IOException if the stream can't be read or the store can't be written
     */
    StoredObject put(TenantId tenant, InputStream bytes, String contentType) throws IOException;

    /**
     * Opens the object's bytes; the caller closes the stream.
     *
     * @throws ObjectNotFoundException if there is no such object, or the URI is not one of this store's
     * @throws IOException if the store can't be read
     */
    InputStream open(StoredObject object) throws IOException;

    /**
     * The object's bytes, checked against the hash of the claim check.
     *
     * @throws ObjectNotFoundException if there is no such object, or the URI is not one of this store's
     * @throws MediaRejectedException if it has more than {@code maxBytes} bytes or its hash is another one
     * @throws IOException if the store can't be read
     */
    byte[] read(StoredObject object, long maxBytes) throws IOException;
}
