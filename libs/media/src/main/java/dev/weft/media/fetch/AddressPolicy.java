package dev.weft.media.fetch;

import java.net.InetAddress;

/** Which addresses a fetch may connect to. Safe for use by several threads. */
@FunctionalInterface
public interface AddressPolicy {

    boolean allows(InetAddress address);

    /**
     * Only addresses that belong to somebody on the public internet: no loopback, private, link-local, shared or multicast ones, none of a cloud's
     * metadata services, and none that carry an IPv4 address inside an IPv6 one, because a gateway on the way may unwrap it.
     */
    static AddressPolicy publicInternet() {
        return PublicInternet::allows;
    }
}
