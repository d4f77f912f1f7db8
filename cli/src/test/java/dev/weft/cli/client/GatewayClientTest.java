package dev.weft.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.weft.cli.FakeGateway;
import dev.weft.core.MediaId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayClientTest {

    private static final Retry QUICK = new Retry(Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofSeconds(5));

    private FakeGateway gateway;
    private GatewayClient client;

    GatewayClientTest() throws IOException {
        gateway = FakeGateway.start();
        client = new GatewayClient(gateway.uri(), QUICK);
    }

    @BeforeEach
    void startImport() throws Exception {
        assertThat(client.startImport()).isEqualTo("i1");
    }

    @AfterEach
    void stop() {
        client.close();
        gateway.close();
    }

    @Test
    void shouldShowNothingThatATerminalObeysWhenTheAnswerIsNoJson() throws Exception {
        // given
        byte[] answer = "\u009b2J\u001b[31m".getBytes(StandardCharsets.UTF_8);
        HttpServer stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.createContext("/", exchange -> {
            exchange.sendResponseHeaders(201, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        stranger.start();

        // when, then
        URI uri = URI.create("http://127.0.0.1:" + stranger.getAddress().getPort());
        try (GatewayClient toStranger = new GatewayClient(uri, QUICK)) {
            assertThatThrownBy(toStranger::startImport).hasMessageEndingWith("got ' 2J [31m'");
        } finally {
            stranger.stop(0);
        }
    }

    @Test
    void shouldSendEveryFieldWhenAnItemIsPut() throws Exception {
        // given
        Upload upload = upload("one", "\u0000PNG\r\n--x", Map.of("caption", "日本 \"quoted\"", "tags", "[\"a\"]"));

        // when
        PutOutcome outcome = client.put(upload, "i1");

        // then
        assertThat(outcome).isEqualTo(PutOutcome.ACCEPTED);
        assertThat(gateway.items().get("one"))
                .containsOnly(
                        Map.entry("caption", "日本 \"quoted\""),
                        Map.entry("tags", "[\"a\"]"),
                        Map.entry("file", "\u0000PNG\r\n--x"));
    }

    @Test
    void shouldSendTheSameWhenAPictureIsTooLargeForTheMemory() throws Exception {
        // given
        String large = "x".repeat(3 << 20);

        // when
        client.put(upload("large", large, Map.of("caption", "big")), "i1");

        // then
        assertThat(gateway.items().get("large")).containsEntry("file", large).containsEntry("caption", "big");
    }

    @Test
    void shouldTellThatNothingChangedWhenTheSameIsPutAgain() throws Exception {
        // given
        client.put(upload("one", "bytes", Map.of()), "i1");

        // when
        PutOutcome again = client.put(upload("one", "bytes", Map.of()), "i1");

        // then
        assertThat(again).isEqualTo(PutOutcome.UNCHANGED);
    }

    @Test
    void shouldTryAgainWhenTheGatewayIsUnavailable() throws Exception {
        // given
        gateway.unavailableFor(3);

        // when
        client.put(upload("one", "bytes", Map.of()), "i1");

        // then
        assertThat(gateway.items()).containsKey("one");
    }

    @Test
    void shouldNotTryAgainWhenTheRequestIsWrong() {
        // given
        int before = gateway.requests();

        // when
        assertThatThrownBy(() -> client.media(new MediaId("nobody")))
                // then
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.status()).isEqualTo(404);
                    assertThat(problem.reason()).isEqualTo("unknown_id");
                });
        assertThat(gateway.requests()).isEqualTo(before + 1);
    }

    @Test
    void shouldGiveUpWhenNobodyAnswers() {
        // given
        URI nobody = URI.create("http://127.0.0.1:1");

        // when, then
        try (GatewayClient toNobody = new GatewayClient(nobody, Retry.NEVER)) {
            assertThatThrownBy(toNobody::startImport)
                    .isInstanceOf(GatewayUnreachableException.class)
                    .hasMessageContaining(nobody.toString());
        }
    }

    @Test
    void shouldFailAsAFileWhenAPictureCannotBeRead() {
        // given
        MediaBytes broken = new MediaBytes() {
            @Override
            public String fileName() {
                return "broken.png";
            }

            @Override
            public long sizeBytes() {
                return 5 << 20;
            }

            @Override
            public InputStream open() throws IOException {
                throw new IOException("no permission");
            }
        };
        Upload upload = new Upload(new MediaId("broken"), Optional.of(broken), Optional.empty(), Map.of());

        // when, then
        assertThatThrownBy(() -> client.put(upload, "i1"))
                .isInstanceOf(IOException.class)
                .hasMessage("no permission");
    }

    private static Upload upload(String id, String bytes, Map<String, String> fields) {
        byte[] content = bytes.getBytes(StandardCharsets.ISO_8859_1);
        MediaBytes picture = new MediaBytes() {
            @Override
            public String fileName() {
                return "a \"picture\".png";
            }

            @Override
            public long sizeBytes() {
                return content.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(content);
            }
        };
        return new Upload(new MediaId(id), Optional.of(picture), Optional.empty(), fields);
    }
}
