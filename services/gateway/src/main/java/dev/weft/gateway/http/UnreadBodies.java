package dev.weft.gateway.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends the connection after an answer that goes out before its request is complete: what the client still sends would otherwise stand in the
 * way of its next request for ever. The answer announces it (RFC 9112, 9.6), so that no client sends the next request into a closing
 * connection; a connection that was not announced to close is never closed here.
 *
 * <p>Only for HTTP/1: in HTTP/2 a body left unread ends with its own stream, other requests share the connection, and the header is forbidden
 * (RFC 9113, 8.2.2). And only for requests that have a body: an answer given at once goes out before the end of a request without one is seen.
 */
@ApplicationScoped
class UnreadBodies {

    /** Before every other handler. */
    private static final int FIRST = -10_000;

    void register(@Observes Router router) {
        router.route().order(FIRST).handler(UnreadBodies::watch);
    }

    private static void watch(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.version() != HttpVersion.HTTP_2 && hasBody(request)) {
            endAfterAnswer(context, request);
        }
        context.next();
    }

    /** RFC 9112, 6.3: a request has a body if one of these says so. */
    private static boolean hasBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private static void endAfterAnswer(RoutingContext context, HttpServerRequest request) {
        AtomicBoolean announced = new AtomicBoolean();
        context.addHeadersEndHandler(headers -> {
            if (!request.isEnded()) {
                announced.set(true);
                context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
        });
        context.addEndHandler(answered -> {
            if (announced.get()) {
                var _ = request.connection().close();
            }
        });
    }
}
