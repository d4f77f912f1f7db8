package dev.weft.media.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks a host's addresses up. */
@FunctionalInterface
interface NameResolver {

    /** @throws UnknownHostException if there are none */
    InetAddress[] resolve(String name) throws UnknownHostException;
}
