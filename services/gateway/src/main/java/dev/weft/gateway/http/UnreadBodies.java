package dev.weft.gateway.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Closes the connection when an answer is complete and its request isn't: what the client still sends would otherwise stand in the way of its
 * next request for ever.
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
        context.addEndHandler(answered -> {
            if (!request.isEnded()) {
                var _ = request.connection().close();
            }
        });
        context.next();
    }
}
