package dev.weft.gateway.intake;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Reads away what is left of a refused body: most clients read the answer only once they have written everything. */
public final class Drain {

    /** More than any body that is refused for its content; an endless one is cut off by closing the connection. */
    private static final long MAX_BYTES = 256L << 20;

    private static final Duration MAX_TIME = Duration.ofSeconds(5);

    private Drain() {}

    /** Reads to the end, within bounds of bytes and time. */
    public static void rest(InputStream body) {
        long deadline = System.nanoTime() + MAX_TIME.toNanos();
        byte[] buffer = new byte[64 * 1024];
        long drained = 0;
        try {
            int read = body.read(buffer);
            while (read >= 0 && drained < MAX_BYTES && System.nanoTime() < deadline) {
                drained += read;
                read = body.read(buffer);
            }
        } catch (IOException e) {
            // The client has gone, or is too slow: nobody is left to be kind to.
            return;
        }
    }
}
