package dev.weft.trainer;

import dev.weft.core.Artifact;
import dev.weft.core.TenantId;
import dev.weft.media.Artifacts;
import dev.weft.trainer.round.ReleaseFiles;
import java.io.IOException;

/**
 * The files of releases in the object store. Safe for use by several threads.
 *
 * @param owner among whose objects new ones are put
 */
record StoredFiles(Artifacts artifacts, TenantId owner) implements ReleaseFiles {

    @Override
    public Artifact put(byte[] bytes, String contentType) throws IOException {
        return artifacts.put(owner, bytes, contentType);
    }

    @Override
    public byte[] read(Artifact artifact, long maxBytes) throws IOException {
        return artifacts.read(artifact, maxBytes);
    }
}
