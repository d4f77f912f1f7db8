package dev.weft.trainer;

import dev.weft.core.Artifact;
import dev.weft.core.Sha256;
import dev.weft.trainer.round.ReleaseFiles;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Files of releases, in memory. */
final class MemoryFiles implements ReleaseFiles {

    private final Map<Sha256, byte[]> files = new ConcurrentHashMap<>();

    @Override
    public Artifact put(byte[] bytes, String contentType) {
        Sha256 hash = Sha256.of(bytes);
        files.put(hash, bytes.clone());
        return new Artifact(URI.create("memory:" + hash), hash, bytes.length);
    }

    @Override
    public byte[] read(Artifact artifact, long maxBytes) throws IOException {
        byte[] bytes = files.get(artifact.sha256());
        if (bytes == null) {
            throw new IOException("there is no " + artifact.uri());
        }
        return bytes.clone();
    }
}
