package dev.weft.media.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeFetcherTest {

    private static final String OUTSIDE = "127.0.0.2";
    private static final Duration SHORT = Duration.ofMillis(700);
    private static final long PAUSE_MILLIS = 20;

    /** Counted down when a test ends, so that servers that wait end too. */
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void end() {
        over.countDown();
    }

    @Test
    void shouldGiveTheBytesAndAskByTheName() {
        try (Server server = Server.at(OUTSIDE, 0, Server.ok("picture"));
                SafeFetcher fetcher = fetcher(server)) {
            // when
            String body = body(fetcher, "http://pictures.test:" + server.port() + "//a%20b.png?size=1#part");

            // then
            assertThat(body).isEqualTo("picture");
            assertThat(server.requests().getFirst().lines())
                    .startsWith("GET //a%20b.png?size=1 HTTP/1.1")
                    .contains("Host: pictures.test:" + server.port(), "Accept-Encoding: identity", "User-Agent: weft")
                    .noneMatch(line -> line.startsWith("Cookie") || line.startsWith("Referer"));
        }
    }

    @Test
    void shouldConnectToTheAddressThatWasCheckedWhenANameIsReboundMeanwhile() {
        // given
        try (Server outside = Server.at(OUTSIDE, 0, Server.ok("outside"));
                Server inside = Server.at("127.0.0.1", outside.port(), Server.ok("inside"))) {
            Fetchers.Rebinding names = new Fetchers.Rebinding(OUTSIDE, "127.0.0.1");
            try (SafeFetcher fetcher = Fetchers.fetcher(Fetchers.only(OUTSIDE), names, outside.port())) {
                // when
                String body = body(fetcher, "http://rebound.test:" + outside.port() + "/");

                // then
                assertThat(body).isEqualTo("outside");
                assertThat(names.asked()).hasValue(1);
                assertThat(inside.connections()).isZero();
            }
        }
    }

    @Test
    void shouldLookANameUpAndCheckItAgainWhenARedirectNamesIt() {
        // given
        try (Server outside = Server.at(OUTSIDE, 0, redirect("/again"));
                Server inside = Server.at("127.0.0.1", outside.port(), Server.ok("inside"));
                SafeFetcher fetcher = Fetchers.fetcher(
                        Fetchers.only(OUTSIDE), new Fetchers.Rebinding(OUTSIDE, "127.0.0.1"), outside.port())) {
            // when
            FetchRefusedException refused = refused(fetcher, "http://rebound.test:" + outside.port() + "/");

            // then
            assertThat(refused.reason()).isEqualTo(FetchRefusal.HOST);
            assertThat(outside.connections()).isOne();
            assertThat(inside.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void shouldFollowThreeRedirectsAndNoFourth(int status) {
        // given
        try (Server server = Server.at(OUTSIDE, 0, (request, out) -> {
                    int left = Integer.parseInt(request.substring("GET /".length(), "GET /".length() + 1));
                    (left == 0 ? Server.ok("there") : redirect(status, Integer.toString(left - 1))).write(request, out);
                });
                SafeFetcher fetcher = fetcher(server)) {
            // when
            String body = body(fetcher, "http://pictures.test:" + server.port() + "/3");
            FetchRefusedException refused = refused(fetcher, "http://pictures.test:" + server.port() + "/4");

            // then
            assertThat(body).isEqualTo("there");
            assertThat(refused.reason()).isEqualTo(FetchRefusal.TOO_MANY_REDIRECTS);
        }
    }

    @ParameterizedTest
    @CsvSource({"204, STATUS", "206, STATUS", "304, STATUS", "401, STATUS", "404, STATUS", "500, STATUS", "302, STATUS"
    })
    void shouldRefuseAnAnswerThatIsNoBody(int status, FetchRefusal reason) {
        try (Server server = Server.at(
                        OUTSIDE,
                        0,
                        (request, out) ->
                                Server.write(out, "HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n"));
                SafeFetcher fetcher = fetcher(server)) {
            assertThat(refused(fetcher, url(server)).reason()).isEqualTo(reason);
        }
    }

    @Test
    void shouldRefuseBeforeReadingWhenTooManyBytesAreAnnounced() {
        // given
        try (Server server = Server.at(OUTSIDE, 0, (request, out) -> {
                    Server.write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + (Fetchers.MAX_BYTES + 1) + "\r\n\r\n");
                    await();
                });
                SafeFetcher fetcher = fetcher(server)) {
            // when
            FetchRefusedException refused = refused(fetcher, url(server));

            // then
            assertThat(refused.reason()).isEqualTo(FetchRefusal.TOO_MANY_BYTES);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Transfer-Encoding: chunked\r\n"})
    void shouldCutAnEndlessBodyAtTheCap(String header) {
        // given
        try (Server server = Server.at(OUTSIDE, 0, (request, out) -> {
                    Server.write(out, "HTTP/1.1 200 OK\r\n" + header + "\r\n");
                    endless(out, header.isEmpty() ? "x".repeat(1000) : "3e8\r\n" + "x".repeat(1000) + "\r\n");
                });
                SafeFetcher fetcher = fetcher(server)) {
            // when
            FetchRefusedException refused = refused(fetcher, url(server));

            // then
            assertThat(refused.reason()).isEqualTo(FetchRefusal.TOO_MANY_BYTES);
        }
    }

    @Test
    void shouldRefuseOneByteMoreThanTheCapWhenNoLengthIsAnnounced() {
        try (Server server = Server.at(
                        OUTSIDE,
                        0,
                        (request, out) ->
                                Server.write(out, "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(Fetchers.MAX_BYTES + 1)));
                SafeFetcher fetcher = fetcher(server)) {
            assertThat(refused(fetcher, url(server)).reason()).isEqualTo(FetchRefusal.TOO_MANY_BYTES);
        }
    }

    @Test
    void shouldTakeABodyOfExactlyTheCap() {
        try (Server server = Server.at(OUTSIDE, 0, Server.ok("x".repeat(Fetchers.MAX_BYTES)));
                SafeFetcher fetcher = fetcher(server)) {
            assertThat(body(fetcher, url(server))).hasSize(Fetchers.MAX_BYTES);
        }
    }

    @Test
    void shouldRefuseABodyThatEndsEarly() {
        try (Server server = Server.at(
                        OUTSIDE,
                        0,
                        (request, out) -> Server.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"));
                SafeFetcher fetcher = fetcher(server)) {
            assertThat(refused(fetcher, url(server)).reason()).isEqualTo(FetchRefusal.UNREACHABLE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n"
            })
    void shouldCutAServerThatDripsAtTheDeadline(String begin) {
        // given
        try (Server server = Server.at(OUTSIDE, 0, (request, out) -> {
                    Server.write(out, begin);
                    while (!isOverWithin(PAUSE_MILLIS)) {
                        Server.write(out, "x");
                    }
                });
                SafeFetcher fetcher = Fetchers.fetcher(
                        Fetchers.only(OUTSIDE),
                        Fetchers.always(OUTSIDE),
                        Fetchers.limits(Fetchers.MAX_BYTES, SHORT, server.port()))) {
            // when
            long begun = System.nanoTime();
            FetchRefusedException refused = refused(fetcher, url(server));
            Duration took = Duration.ofNanos(System.nanoTime() - begun);

            // then
            assertThat(refused.reason()).isEqualTo(FetchRefusal.TOO_SLOW);
            assertThat(took).isLessThan(SHORT.multipliedBy(5));
        }
    }

    @Test
    void shouldNotWaitForTheBodyOfARedirect() {
        // given
        try (Server server = Server.at(OUTSIDE, 0, (request, out) -> {
                    Server.write(out, "HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 1000\r\n\r\n");
                    await();
                });
                SafeFetcher fetcher = fetcher(server)) {
            // when
            FetchRefusedException refused = refused(fetcher, url(server));

            // then
            assertThat(refused.reason()).isEqualTo(FetchRefusal.TOO_MANY_REDIRECTS);
        }
    }

    @Test
    void shouldCutAServerThatSaysNothingAtTheDeadline() {
        try (Server server = Server.at(OUTSIDE, 0, (request, out) -> await());
                SafeFetcher fetcher = Fetchers.fetcher(
                        Fetchers.only(OUTSIDE),
                        Fetchers.always(OUTSIDE),
                        Fetchers.limits(Fetchers.MAX_BYTES, SHORT, server.port()))) {
            assertThat(refused(fetcher, url(server)).reason()).isEqualTo(FetchRefusal.TOO_SLOW);
            assertThat(refused(fetcher, "https://pictures.test:" + server.port() + "/")
                            .reason())
                    .isEqualTo(FetchRefusal.TOO_SLOW);
        }
    }

    @Test
    void shouldCutANameServerThatSaysNothingAtTheDeadline() {
        try (SafeFetcher fetcher = Fetchers.fetcher(
                Fetchers.only(OUTSIDE),
                name -> {
                    await();
                    return new InetAddress[0];
                },
                Fetchers.limits(Fetchers.MAX_BYTES, SHORT, 80))) {
            assertThat(refused(fetcher, "http://pictures.test/").reason()).isEqualTo(FetchRefusal.TOO_SLOW);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: y\r\n", "x"})
    void shouldRefuseEndlessHeaders(String header) {
        // given
        try (Server server = Server.at(OUTSIDE, 0, (request, out) -> {
                    Server.write(out, "HTTP/1.1 200 OK\r\n");
                    endless(out, header.repeat(1000));
                });
                SafeFetcher fetcher = fetcher(server)) {
            // when
            FetchRefusedException refused = refused(fetcher, url(server));

            // then
            assertThat(refused.reason()).isEqualTo(FetchRefusal.UNREACHABLE);
        }
    }

    @Test
    void shouldRefuseWhenNobodyListens() {
        // given
        int port;
        try (Server server = Server.at(OUTSIDE, 0, Server.ok(""))) {
            port = server.port();
        }

        // when
        try (SafeFetcher fetcher = Fetchers.fetcher(Fetchers.only(OUTSIDE), Fetchers.always(OUTSIDE), port)) {
            // then
            assertThat(refused(fetcher, "http://pictures.test:" + port + "/").reason())
                    .isEqualTo(FetchRefusal.UNREACHABLE);
        }
    }

    @Test
    void shouldTryTheNextAddressWhenNobodyListensOnTheFirst() {
        try (Server server = Server.at(OUTSIDE, 0, Server.ok("second"));
                SafeFetcher fetcher =
                        Fetchers.fetcher(address -> true, Fetchers.always("127.0.0.3", OUTSIDE), server.port())) {
            assertThat(body(fetcher, url(server))).isEqualTo("second");
        }
    }

    private void await() {
        isOverWithin(Long.MAX_VALUE);
    }

    private boolean isOverWithin(long millis) {
        try {
            return over.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void endless(OutputStream out, String text) throws IOException {
        while (true) {
            Server.write(out, text);
        }
    }

    private static Server.Answer redirect(String location) {
        return redirect(302, location);
    }

    private static Server.Answer redirect(int status, String location) {
        return (request, out) -> Server.write(
                out, "HTTP/1.1 " + status + " There\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");
    }

    private static SafeFetcher fetcher(Server server) {
        return Fetchers.fetcher(Fetchers.only(OUTSIDE), Fetchers.always(OUTSIDE), server.port());
    }

    private static String url(Server server) {
        return "http://pictures.test:" + server.port() + "/";
    }

    private static String body(SafeFetcher fetcher, String url) {
        try (Fetched fetched = fetcher.open(url)) {
            return new String(fetched.readAll(), StandardCharsets.US_ASCII);
        }
    }

    private static FetchRefusedException refused(SafeFetcher fetcher, String url) {
        return catchThrowableOfType(FetchRefusedException.class, () -> body(fetcher, url));
    }
}
