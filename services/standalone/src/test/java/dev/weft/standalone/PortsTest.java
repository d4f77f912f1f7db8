package dev.weft.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PortsTest {

    private static final String LOOPBACK = "127.0.0.1";

    @Test
    void shouldChooseAnotherWhenTheDefaultIsTaken() throws Exception {
        // given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // when
            int chosen = Ports.choose("--port", OptionalInt.empty(), OptionalInt.of(taken.getLocalPort()), LOOPBACK);

            // then
            assertThat(chosen).isPositive().isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void shouldRefuseWhenTheWantedOneIsTaken() throws Exception {
        // given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            OptionalInt wanted = OptionalInt.of(taken.getLocalPort());

            // when, then
            assertThatThrownBy(() -> Ports.choose("--port", wanted, OptionalInt.empty(), LOOPBACK))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " is taken")
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void shouldKeepTheDefaultWhenItIsFree() throws Exception {
        // given
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        // when
        int chosen = Ports.choose("--port", OptionalInt.empty(), OptionalInt.of(free), LOOPBACK);

        // then
        assertThat(chosen).isEqualTo(free);
    }
}
