package dev.weft.media.fetch;

import java.io.InputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** An answer whose body is still to be read, before the fetch's deadline. For one thread, which closes it. */
public final class Fetched implements AutoCloseable {

    private final Session session;
    private final @Nullable HttpEntity entity;
    private final long maxBytes;

    /** @throws FetchRefusedException if more bytes are announced than allowed */
    Fetched(Session session, @Nullable HttpEntity entity, long maxBytes) {
        this.session = session;
        this.entity = entity;
        this.maxBytes = maxBytes;
        if (declaredBytes() > maxBytes) {
            throw tooMany();
        }
    }

    /** As many bytes as the body can have: what the server announces, or the limit when it announces nothing. */
    public long mostBytes() {
        return declaredBytes() < 0 ? maxBytes : declaredBytes();
    }

    /**
     * The whole body; called once.
     *
     * @throws FetchRefusedException if it ends early, or the bytes or the time are over the limits
     */
    public byte[] readAll() {
        HttpEntity present = entity;
        if (present == null) {
            return new byte[0];
        }
        return session.run(() -> {
            InputStream in = present.getContent();
            int cap = (int) Math.min(maxBytes, Integer.MAX_VALUE - 16);
            byte[] bytes = in.readNBytes(cap);
            if (bytes.length == cap && in.read() >= 0) {
                throw tooMany();
            }
            return bytes;
        });
    }

    private long declaredBytes() {
        return entity == null ? 0 : entity.getContentLength();
    }

    private FetchRefusedException tooMany() {
        return new FetchRefusedException(
                FetchRefusal.TOO_MANY_BYTES, "a file may have up to " + maxBytes + " bytes, the URL's has more");
    }

    @Override
    public void close() {
        session.close();
    }
}
