package dev.weft.cli.client;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a picture that is to be uploaded; they are opened once per attempt, so that an upload can be repeated. */
public interface MediaBytes {

    /** What the file is called, for messages and for the gateway's log. */
    String fileName();

    long sizeBytes() throws IOException;

    InputStream open() throws IOException;
}
