package dev.weft.media.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

    private final AddressPolicy policy = AddressPolicy.publicInternet();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "168.63.129.15",
                "168.63.129.17",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2001:200::1",
                "2606:4700::1111",
                "2a00::1"
            })
    void shouldAllowWhatIsPublic(String address) {
        assertThat(policy.allows(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.255.255.255",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.255.255.255",
                "168.63.129.16",
                "169.254.0.0",
                "172.16.0.0",
                "172.31.255.255",
                "192.168.255.255",
                "198.19.255.255",
                "224.0.0.0",
                "239.255.255.255",
                "255.255.255.255",
                "2001:1ff:ffff::",
                "2001::1",
                "2002::1",
                "1fff::1",
                "4000::1",
                "fdff::1",
                "febf::1",
                "64:ff9b::808:808"
            })
    void shouldRefuseWhatIsNot(String address) {
        assertThat(policy.allows(InetAddress.ofLiteral(address))).isFalse();
    }

    @Test
    void shouldRefuseAnIpv4AddressThatIsKeptAsIpv6() throws UnknownHostException {
        // given
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xff;
        mapped[12] = mapped[13] = mapped[14] = mapped[15] = 8;

        // when
        InetAddress address = Inet6Address.getByAddress("mapped", mapped, -1);

        // then
        assertThat(policy.allows(address)).isFalse();
    }
}
