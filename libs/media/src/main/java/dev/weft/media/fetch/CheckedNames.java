package dev.weft.media.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * The only place where names become addresses. The client connects to what is returned here and asks nobody again, so a name that resolves to
 * another address a moment later (DNS rebinding) gains nothing; Host header, SNI and the check of the certificate still go by the name.
 */
record CheckedNames(NameResolver names, AddressPolicy policy, Deadline deadline) implements DnsResolver {

    /** @throws FetchRefusedException unless every address of the host is allowed */
    @Override
    public InetAddress[] resolve(String host) {
        InetAddress[] addresses = isLiteral(host) ? new InetAddress[] {InetAddress.ofLiteral(host)} : lookUp(host);
        if (addresses.length == 0 || !Stream.of(addresses).allMatch(policy::allows)) {
            throw notAllowed();
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** On a thread of its own: the system's resolver can neither be interrupted nor given a time. */
    private InetAddress[] lookUp(String host) {
        FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> names.resolve(host));
        Thread.ofVirtual().name("weft-fetch-names").start(lookup);
        try {
            return lookup.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new FetchRefusedException(FetchRefusal.TOO_SLOW, "the host's address was not found in time", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException) {
                throw notAllowed();
            }
            throw new IllegalStateException("looking a host up failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FetchRefusedException(FetchRefusal.TOO_SLOW, "the fetch was interrupted", e);
        }
    }

    private static boolean isLiteral(String host) {
        return host.contains(":") || Target.isIpv4(host);
    }

    private static FetchRefusedException notAllowed() {
        return new FetchRefusedException(FetchRefusal.HOST, "the host has no address on the public internet");
    }
}
