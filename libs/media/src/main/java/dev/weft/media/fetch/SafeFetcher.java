package dev.weft.media.fetch;

import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;

/**
 * Fetches URLs that strangers name, within limits. Every host is looked up once per request, all its addresses are checked, and the connection
 * goes to one of exactly these. Safe for use by several threads.
 */
public final class SafeFetcher implements AutoCloseable {

    private static final Set<Integer> REDIRECTS = Set.of(
            HttpStatus.SC_MOVED_PERMANENTLY,
            HttpStatus.SC_MOVED_TEMPORARILY,
            HttpStatus.SC_SEE_OTHER,
            HttpStatus.SC_TEMPORARY_REDIRECT,
            HttpStatus.SC_PERMANENT_REDIRECT);

    private final AddressPolicy policy;
    private final FetchLimits limits;
    private final NameResolver names;
    private final TlsSocketStrategy tls;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("weft-fetch-deadlines").daemon().factory());

    SafeFetcher(AddressPolicy policy, FetchLimits limits, NameResolver names, TlsSocketStrategy tls) {
        this.policy = policy;
        this.limits = limits;
        this.names = names;
        this.tls = tls;
    }

    /** A fetcher with the system's name resolver and the JDK's certificate authorities; the caller closes it. */
    public static SafeFetcher create(AddressPolicy policy, FetchLimits limits) {
        return new SafeFetcher(policy, limits, InetAddress::getAllByName, DefaultClientTlsStrategy.createDefault());
    }

    /**
     * Asks for the URL, following redirects; the caller closes the answer.
     *
     * @throws FetchRefusedException with the reason
     */
    public Fetched open(String url) {
        Target target = Target.parse(url, limits.ports());
        Session session = new Session(
                new CheckedNames(names, policy, Deadline.in(limits.deadline())), tls, limits.maxRedirects() + 1, timer);
        try {
            return new Fetched(session, follow(session, target).getEntity(), limits.maxBytes());
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private ClassicHttpResponse follow(Session session, Target first) {
        Target target = first;
        ClassicHttpResponse response = session.get(target);
        for (int redirects = 0; REDIRECTS.contains(response.getCode()); redirects++) {
            if (redirects == limits.maxRedirects()) {
                throw new FetchRefusedException(
                        FetchRefusal.TOO_MANY_REDIRECTS,
                        "up to " + limits.maxRedirects() + " redirects are followed, the URL has more");
            }
            target = target.redirected(location(response), limits.ports());
            response = session.get(target);
        }
        if (response.getCode() != HttpStatus.SC_OK) {
            throw new FetchRefusedException(
                    FetchRefusal.STATUS, "the URL's server must answer 200, got " + response.getCode());
        }
        return response;
    }

    private static String location(ClassicHttpResponse response) {
        Header location = response.getFirstHeader(HttpHeaders.LOCATION);
        if (location == null || location.getValue() == null) {
            throw new FetchRefusedException(FetchRefusal.STATUS, "the URL's server redirects without saying where");
        }
        return location.getValue();
    }

    /** Ends no fetch that is under way. Idempotent. */
    @Override
    public void close() {
        timer.shutdown();
    }
}
