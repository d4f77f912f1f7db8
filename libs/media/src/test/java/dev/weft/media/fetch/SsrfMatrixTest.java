package dev.weft.media.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Set;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** No URL of the table reaches a server that listens on every address of this machine. */
class SsrfMatrixTest {

    private Server canary;

    @BeforeEach
    void listen() {
        canary = Server.at("::", 0, Server.ok("the canary's"));
    }

    @AfterEach
    void close() {
        canary.close();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/fetch/ssrf.csv", delimiter = '|', useHeadersInDisplayName = true)
    void shouldRefuseWithoutAConnectionWhenAUrlLeadsInside(
            String url, @Nullable String addresses, FetchRefusal reason) {
        // given
        NameResolver names = addresses == null
                ? Fetchers.nobody()
                : addresses.equals("-") ? Fetchers.never() : Fetchers.always(addresses.split(","));

        // when
        FetchRefusedException refused = refused(url, names);

        // then
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(canary.connections()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:{port}/, HOST",
        "http://[::1]:{port}/, HOST",
        "http://[::ffff:127.0.0.1]:{port}/, HOST",
        "http://169.254.169.254:{port}/latest/meta-data/, HOST",
        "//127.0.0.1:{port}/, HOST",
        "http://2130706433:{port}/, MALFORMED",
        "http://user@127.0.0.1:{port}/, USER_INFO",
        "https://127.0.0.1:6379/, PORT",
        "file:///etc/passwd, SCHEME",
        "gopher://127.0.0.1:{port}/, SCHEME",
        "http://rebound.test:{port}/, HOST",
    })
    void shouldRefuseWithoutAConnectionWhenARedirectLeadsInside(String location, FetchRefusal reason) {
        // given
        String target = location.replace("{port}", Integer.toString(canary.port()));
        try (Server outside = Server.at(
                        "127.0.0.2",
                        0,
                        (request, out) -> Server.write(
                                out, "HTTP/1.1 302 Found\r\nLocation: " + target + "\r\nContent-Length: 0\r\n\r\n"));
                SafeFetcher fetcher = new SafeFetcher(
                        Fetchers.only("127.0.0.2"),
                        new FetchLimits(
                                Set.of(outside.port(), canary.port()), Fetchers.MAX_BYTES, Fetchers.DEADLINE, 3),
                        new Fetchers.Rebinding("127.0.0.2", "127.0.0.1"),
                        DefaultClientTlsStrategy.createDefault())) {
            // when
            FetchRefusedException refused = catchThrowableOfType(
                    FetchRefusedException.class, () -> fetcher.open("http://rebound.test:" + outside.port() + "/"));

            // then
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(outside.connections()).isOne();
            assertThat(canary.connections()).isZero();
        }
    }

    @Test
    void shouldSeeAConnectionWhenEveryAddressIsAllowed() {
        // given
        String url = "http://127.0.0.1:" + canary.port() + "/";

        // when
        try (SafeFetcher fetcher = Fetchers.fetcher(address -> true, Fetchers.never(), canary.port());
                Fetched fetched = fetcher.open(url)) {
            // then
            assertThat(fetched.readAll()).asString().isEqualTo("the canary's");
            assertThat(canary.connections()).isOne();
        }
    }

    private FetchRefusedException refused(String url, NameResolver names) {
        try (SafeFetcher fetcher = Fetchers.fetcher(AddressPolicy.publicInternet(), names, canary.port())) {
            return catchThrowableOfType(
                    FetchRefusedException.class,
                    () -> fetcher.open(url.replace("{port}", Integer.toString(canary.port()))));
        }
    }
}
