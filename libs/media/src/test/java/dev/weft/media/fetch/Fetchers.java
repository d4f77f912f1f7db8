package dev.weft.media.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;

/** Fetchers for tests: they ask no real name server. */
final class Fetchers {

    static final int MAX_BYTES = 64 * 1024;
    static final Duration DEADLINE = Duration.ofSeconds(10);

    private Fetchers() {}

    static SafeFetcher fetcher(AddressPolicy policy, NameResolver names, int port) {
        return fetcher(policy, names, limits(MAX_BYTES, DEADLINE, port));
    }

    static SafeFetcher fetcher(AddressPolicy policy, NameResolver names, FetchLimits limits) {
        return new SafeFetcher(policy, limits, names, DefaultClientTlsStrategy.createDefault());
    }

    static FetchLimits limits(long maxBytes, Duration deadline, int port) {
        return new FetchLimits(Set.copyOf(List.of(80, 443, port)), maxBytes, deadline, 3);
    }

    /** Stands for the public internet where a test must not use the real one. */
    static AddressPolicy only(String address) {
        InetAddress allowed = InetAddress.ofLiteral(address);
        return allowed::equals;
    }

    /** Says the same of every name. */
    static NameResolver always(String... addresses) {
        return name -> addresses(addresses);
    }

    /** Fails the test when a name is looked up. */
    static NameResolver never() {
        return name -> {
            throw new AssertionError("no name may be looked up, got " + name);
        };
    }

    /** Says something else the second time, and counts. */
    record Rebinding(String first, String later, AtomicInteger asked) implements NameResolver {

        Rebinding(String first, String later) {
            this(first, later, new AtomicInteger());
        }

        @Override
        public InetAddress[] resolve(String name) {
            return addresses(asked.getAndIncrement() == 0 ? first : later);
        }
    }

    static NameResolver nobody() {
        return name -> {
            throw new UnknownHostException(name);
        };
    }

    private static InetAddress[] addresses(String... literals) {
        return List.of(literals).stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }
}
