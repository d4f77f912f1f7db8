package dev.weft.media;

import dev.weft.core.Artifact;
import dev.weft.core.PartContent.StoredObject;
import dev.weft.core.TenantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** The files of releases among the objects. Safe for use by several threads. */
public final class Artifacts {

    private final ObjectStore objects;

    public Artifacts(ObjectStore objects) {
        this.objects = objects;
    }

    /**
     * The file's bytes, whose hash was checked.
     *
     * @throws ObjectNotFoundException if it isn't there
     * @throws IOException if it has more than {@code maxBytes} bytes or another hash, or the store can't be read
     */
    public byte[] read(Artifact artifact, long maxBytes) throws IOException {
        try {
            return objects.read(
                    new StoredObject(
                            artifact.uri(), artifact.sha256(), "application/octet-stream", artifact.sizeBytes()),
                    maxBytes);
        } catch (MediaRejectedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Stores a file, durably when it returns.
     *
     * @param owner whose objects it lies among
     */
    public Artifact put(TenantId owner, byte[] bytes, String contentType) throws IOException {
        StoredObject stored = objects.put(owner, new ByteArrayInputStream(bytes), contentType);
        return new Artifact(stored.uri(), stored.sha256(), stored.sizeBytes());
    }
}
