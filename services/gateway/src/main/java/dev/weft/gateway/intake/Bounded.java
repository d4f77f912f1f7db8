package dev.weft.gateway.intake;

import dev.weft.http.ProblemException;
import dev.weft.http.ProblemReason;
import java.io.IOException;
import java.io.InputStream;

/** Reading with a cap. */
public final class Bounded {

    private Bounded() {}

    /**
     * The stream's bytes.
     *
     * @param what names them in the message
     * @throws ProblemException with the reason, as soon as there are more
     */
    public static byte[] read(InputStream in, long maxBytes, ProblemReason tooMany, String what) throws IOException {
        int cap = (int) Math.min(maxBytes, Integer.MAX_VALUE - 16);
        byte[] bytes = in.readNBytes(cap);
        if (bytes.length == cap && in.read() >= 0) {
            throw new ProblemException(tooMany, what + " may have up to " + maxBytes + " bytes, got more");
        }
        return bytes;
    }
}
