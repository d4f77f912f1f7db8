package dev.weft.gateway.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A streamed answer that is whole or broken. A failure in its middle can't be told in a status any more, and the framework would end the answer well, with a
 * problem as its last line: so the connection is cut.
 */
final class Whole {

    private static final Logger LOG = Logger.getLogger(Whole.class);

    private static final long CLOSES_WITHIN_SECONDS = 10;

    private Whole() {}

    /** @param answer fails with what is answered as a problem while nothing has gone out */
    static StreamingOutput of(HttpServerRequest request, StreamingOutput answer) {
        return out -> {
            try {
                answer.write(out);
            } catch (RuntimeException e) {
                if (!request.response().headWritten()) {
                    throw e;
                }
                LOG.warnf("A streamed answer is cut off: error=%s", e);
                cut(request);
            }
        };
    }

    /** Returns when the connection is closed: it closes after what was written before, and until then the framework could still end the answer well. */
    private static void cut(HttpServerRequest request) {
        CountDownLatch closed = new CountDownLatch(1);
        request.connection().closeHandler(ignored -> closed.countDown());
        request.response().reset();
        try {
            if (!closed.await(CLOSES_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The connection of an answer that is cut off is still open");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
