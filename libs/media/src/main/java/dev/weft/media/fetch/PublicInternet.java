package dev.weft.media.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** The public part of the address space, by the IANA registries of special-purpose addresses (RFC 6890 and its updates). */
final class PublicInternet {

    private static final List<AddressBlock> RESERVED_V4 = blocks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // shared by a provider's customers (RFC 6598), and Alibaba's metadata
            "127.0.0.0/8", // loopback
            "168.63.129.16/32", // Azure's host, which answers every virtual machine
            "169.254.0.0/16", // link-local, and the metadata of most clouds
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments, and Oracle's metadata
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // relays of 6to4
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, and the broadcast address

    /** All that was ever given out for single hosts. ULA, link-local, multicast, mapped, compatible and NAT64 addresses lie outside. */
    private static final AddressBlock GLOBAL_UNICAST = AddressBlock.parse("2000::/3");

    private static final List<AddressBlock> RESERVED_V6 = blocks(
            "2001::/23", // protocol assignments, Teredo among them
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4
            "3fff::/20"); // documentation

    private PublicInternet() {}

    static boolean allows(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address
                ? RESERVED_V4.stream().noneMatch(block -> block.contains(bytes))
                : GLOBAL_UNICAST.contains(bytes) && RESERVED_V6.stream().noneMatch(block -> block.contains(bytes));
    }

    private static List<AddressBlock> blocks(String... texts) {
        return Stream.of(texts).map(AddressBlock::parse).toList();
    }
}
