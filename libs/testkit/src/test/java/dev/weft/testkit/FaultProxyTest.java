package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.testkit.FaultProxy.Direction;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class FaultProxyTest {

    private static final long SEED = 42;
    private static final int LIMIT_MILLIS = 10_000;
    private static final int SILENCE_MILLIS = 300;

    private EchoServer echo;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = EchoServer.start();
        proxy = FaultProxy.start(echo.address(), SEED);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void shouldPassEverythingAndCountItWhenThereIsNoFault() throws IOException {
        byte[] sent = new byte[1_000_000];
        new Random(SEED).nextBytes(sent);
        try (Socket first = connect();
                Socket second = connect()) {
            assertThat(roundTrip(first, sent)).isEqualTo(sent);
            assertThat(roundTrip(second, sent)).isEqualTo(sent);
            assertThat(proxy.openConnections()).isEqualTo(2);

            // An end is passed on, and comes back.
            first.shutdownOutput();
            assertThat(first.getInputStream().read()).isEqualTo(-1);
        }

        assertThat(proxy.connections()).isEqualTo(2);
        assertThat(proxy.bytes(Direction.TO_TARGET)).isEqualTo(2_000_000);
        assertThat(proxy.bytes(Direction.TO_CLIENT)).isEqualTo(2_000_000);
        Awaitility.await().until(() -> proxy.openConnections() == 0);
    }

    @Test
    void shouldHoldBackEachChunkWhenThereIsLatency() throws IOException {
        try (Socket client = connect()) {
            proxy.latency(Duration.ofMillis(100), Duration.ofMillis(20));
            long slow = millisOfRoundTrip(client);
            proxy.heal();
            long healed = millisOfRoundTrip(client);

            // There and back, each at least the delay less the jitter.
            assertThat(slow).isGreaterThanOrEqualTo(160);
            assertThat(healed).isLessThan(slow);
        }
    }

    @Test
    void shouldForgetWhatIsSentWhenADirectionIsDropped() throws IOException {
        try (Socket client = connect()) {
            proxy.drop(Direction.TO_TARGET);
            send(client, 1_000_000);
            assertSilent(client);
            proxy.heal();

            assertThat(roundTrip(client, new byte[] {7})).containsExactly(7);
            assertThat(echo.received()).isEqualTo(1);
        }
    }

    @Test
    void shouldLoseTheAnswersOnlyWhenTheirDirectionIsDropped() throws IOException {
        try (Socket client = connect()) {
            proxy.drop(Direction.TO_CLIENT);
            send(client, 10);
            assertSilent(client);

            assertThat(echo.received()).isEqualTo(10);
            assertThat(proxy.bytes(Direction.TO_CLIENT)).isZero();
        }
    }

    @Test
    void shouldKeepWhatIsSentUntilItIsHealedWhenHalfOpen() throws IOException {
        try (Socket client = connect()) {
            proxy.halfOpen(Direction.TO_TARGET);
            send(client, 10);
            assertSilent(client);
            long receivedBefore = echo.received();
            proxy.heal();

            assertThat(client.getInputStream().readNBytes(10)).hasSize(10);
            assertThat(receivedBefore).isZero();
        }
    }

    @Test
    void shouldResetOpenConnectionsAndHarmNoNewOneWhenResetNow() throws IOException {
        try (Socket client = connect()) {
            roundTrip(client, new byte[1]);

            proxy.resetNow();

            assertReset(client);
        }
        try (Socket next = connect()) {
            assertThat(roundTrip(next, new byte[] {7})).containsExactly(7);
        }
    }

    @Test
    void shouldResetTheSameConnectionsWhenTheSeedIsTheSame() throws IOException {
        List<Boolean> first = whichSurvive(20);
        List<Boolean> again;
        try (FaultProxy same = FaultProxy.start(echo.address(), SEED)) {
            proxy.close();
            proxy = same;
            again = whichSurvive(20);
        }

        assertThat(first).contains(true, false).isEqualTo(again);
    }

    @Test
    void shouldRefuseNewConnectionsAndKeepOpenOnesWhenItRefuses() throws IOException {
        try (Socket client = connect()) {
            roundTrip(client, new byte[1]);

            proxy.refuse();

            assertThatExceptionOfType(ConnectException.class).isThrownBy(this::connect);
            assertThat(roundTrip(client, new byte[] {7})).containsExactly(7);
            proxy.heal();
            connect().close();
        }
    }

    @Test
    void shouldTakeItsTimeWhenTheBandwidthIsLimited() throws IOException {
        try (Socket client = connect()) {
            proxy.bandwidth(50_000);
            long start = System.nanoTime();
            roundTrip(client, new byte[25_000]);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(450));
        }
    }

    @Test
    void shouldPassExactlySoManyBytesOnceWhenItCuts() throws IOException {
        try (Socket client = connect()) {
            roundTrip(client, new byte[5]);
            proxy.cutAfter(Direction.TO_TARGET, 10);
            send(client, 10);
            assertThat(client.getInputStream().readNBytes(10)).hasSize(10);
            send(client, 1);

            assertReset(client);
        }
        assertThat(echo.received()).isEqualTo(15);
        try (Socket next = connect()) {
            assertThat(roundTrip(next, new byte[100])).hasSize(100);
        }
    }

    @Test
    void shouldEndTheAnswerInItsMiddleWhenItCutsTowardsTheClient() throws IOException {
        proxy.cutAfter(Direction.TO_CLIENT, 10);
        try (Socket client = connect()) {
            send(client, 100);

            assertThat(client.getInputStream().readNBytes(100)).hasSize(10);
        }
    }

    @Test
    void shouldResetTheClientWhenTheTargetCannotBeReached() throws IOException {
        int port;
        try (ServerSocket nobody = new ServerSocket(0)) {
            port = nobody.getLocalPort();
        }
        proxy.close();
        proxy = FaultProxy.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), SEED);

        // The reset may come before the call to connect returns.
        assertThatExceptionOfType(SocketException.class)
                .isThrownBy(() -> {
                    try (Socket client = connect()) {
                        client.getInputStream().read();
                    }
                })
                .withMessageContaining("reset");
    }

    @Test
    void shouldResetWhatIsOpenAndRefuseWhatIsNewWhenClosed() throws IOException {
        try (Socket held = connect()) {
            roundTrip(held, new byte[1]);
            proxy.halfOpen(Direction.TO_TARGET);
            send(held, 10);

            proxy.close();

            assertReset(held);
            assertThatExceptionOfType(ConnectException.class).isThrownBy(this::connect);
            Awaitility.await().until(() -> proxy.openConnections() == 0);
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> proxy.heal());
        }
    }

    @Test
    void shouldRefuseFaultsThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> proxy.resets(1.1)).withMessageEndingWith("got 1.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> proxy.bandwidth(0))
                .withMessageEndingWith("got 0");
        assertThatIllegalArgumentException().isThrownBy(() -> proxy.cutAfter(Direction.TO_CLIENT, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> proxy.latency(Duration.ofMillis(1), Duration.ofMillis(2)))
                .withMessageEndingWith("got PT0.001S and PT0.002S");
    }

    /** Each sends one byte. */
    private List<Boolean> whichSurvive(int connections) throws IOException {
        proxy.resets(0.3);
        List<Boolean> survived = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            try (Socket client = connect()) {
                roundTrip(client, new byte[1]);
                survived.add(true);
            } catch (SocketException reset) {
                survived.add(false);
            }
        }
        return survived;
    }

    private Socket connect() throws IOException {
        Socket client = new Socket();
        client.setSoTimeout(LIMIT_MILLIS);
        try {
            client.connect(proxy.address(), LIMIT_MILLIS);
        } catch (IOException e) {
            client.close();
            throw e;
        }
        return client;
    }

    private static void send(Socket client, int bytes) throws IOException {
        client.getOutputStream().write(new byte[bytes]);
    }

    private static byte[] roundTrip(Socket client, byte[] sent) throws IOException {
        Thread.ofVirtual().start(() -> {
            try {
                client.getOutputStream().write(sent);
            } catch (IOException e) {
                // The reader sees it too.
            }
        });
        return client.getInputStream().readNBytes(sent.length);
    }

    private static long millisOfRoundTrip(Socket client) throws IOException {
        long start = System.nanoTime();
        roundTrip(client, new byte[1]);
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static void assertSilent(Socket client) throws IOException {
        client.setSoTimeout(SILENCE_MILLIS);
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> client.getInputStream().read());
        client.setSoTimeout(LIMIT_MILLIS);
    }

    private static void assertReset(Socket client) {
        assertThatExceptionOfType(SocketException.class)
                .isThrownBy(() -> client.getInputStream().read())
                .withMessageContaining("reset");
    }
}
