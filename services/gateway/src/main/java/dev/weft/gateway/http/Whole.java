package dev.weft.gateway.http;

import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.StreamingOutput;
import org.jboss.logging.Logger;

/**
 * A streamed answer that is whole or broken. A failure in its middle can't be told in a status any more, and the framework would end the answer well, with a
 * problem as its last line: so the connection is cut.
 */
final class Whole {

    private static final Logger LOG = Logger.getLogger(Whole.class);

    private Whole() {}

    /** @param answer fails with what is answered as a problem while nothing has gone out */
    static StreamingOutput of(HttpServerResponse response, StreamingOutput answer) {
        return out -> {
            try {
                answer.write(out);
            } catch (RuntimeException e) {
                if (!response.headWritten()) {
                    throw e;
                }
                LOG.warnf("A streamed answer is cut off: error=%s", e);
                response.reset();
            }
        };
    }
}
