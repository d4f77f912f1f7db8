package dev.weft.media.fetch;

import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * The connections of one fetch, which all break off at its deadline, whatever they are doing: a server that sends a byte now and then would
 * never run into a time-out between two bytes.
 */
final class Session implements AutoCloseable {

    private static final int MAX_HEADER_LINE = 8 * 1024;
    private static final int MAX_HEADERS = 100;

    private final CloseableHttpClient client;
    private final Deadline deadline;
    private final ScheduledFuture<?> cut;

    Session(CheckedNames names, TlsSocketStrategy tls, int maxRequests, ScheduledExecutorService timer) {
        this.client = client(names, tls, maxRequests);
        this.deadline = names.deadline();
        this.cut = timer.schedule(
                () -> client.close(CloseMode.IMMEDIATE), deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Does nothing by itself: no redirect, no retry, no cookie, no decompression, no proxy. */
    private static CloseableHttpClient client(CheckedNames names, TlsSocketStrategy tls, int maxRequests) {
        Http1Config parsing = Http1Config.custom()
                .setMaxLineLength(MAX_HEADER_LINE)
                .setMaxHeaderCount(MAX_HEADERS)
                .build();
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(names)
                        .setTlsSocketStrategy(tls)
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(parsing)
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(names.deadline().remaining()))
                                .build())
                        // A redirect's body is not read to its end, so its connection is not used again.
                        .setMaxConnPerRoute(maxRequests)
                        .setMaxConnTotal(maxRequests)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(names.deadline().remaining()))
                        .build())
                .setUserAgent("weft")
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** @throws FetchRefusedException if there is no answer */
    ClassicHttpResponse get(Target target) {
        HttpHost host = new HttpHost(target.scheme(), target.host(), target.port());
        BasicClassicHttpRequest request = new BasicClassicHttpRequest("GET", host, target.path());
        request.setHeader(HttpHeaders.ACCEPT, "*/*");
        request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        return run(() -> client.executeOpen(host, request, null));
    }

    /** A step that reads from the network. */
    @FunctionalInterface
    interface Step<T> {
        T run() throws IOException;
    }

    /** @throws FetchRefusedException if the connection or the time ends first */
    <T> T run(Step<T> step) {
        try {
            return step.run();
        } catch (IOException e) {
            throw deadline.isOver()
                    ? tooSlow(e)
                    : new FetchRefusedException(
                            FetchRefusal.UNREACHABLE, "the URL's server cannot be reached, or broke off", e);
        } catch (IllegalStateException e) {
            // What the client says of a connection that the deadline has closed under it.
            throw deadline.isOver() ? tooSlow(e) : e;
        }
    }

    private static FetchRefusedException tooSlow(Exception cause) {
        return new FetchRefusedException(FetchRefusal.TOO_SLOW, "the URL's server was too slow", cause);
    }

    /** Breaks the connections off, without reading what still comes. */
    @Override
    public void close() {
        cut.cancel(false);
        client.close(CloseMode.IMMEDIATE);
    }
}
