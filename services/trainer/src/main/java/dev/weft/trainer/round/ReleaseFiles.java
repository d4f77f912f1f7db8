package dev.weft.trainer.round;

import dev.weft.core.Artifact;
import java.io.IOException;

/** The files of releases. */
public interface ReleaseFiles {

    /** Stores a file, durably when it returns. */
    Artifact put(byte[] bytes, String contentType) throws IOException;

    /** @throws IOException if it isn't there, is larger, or has another hash */
    byte[] read(Artifact artifact, long maxBytes) throws IOException;
}
