package dev.weft.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.weft.core.Part;
import dev.weft.core.PartContent.StoredObject;
import dev.weft.core.TenantId;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.media.DecodeBudget;
import dev.weft.media.ImageDecoder;
import dev.weft.media.ObjectStore;
import dev.weft.media.ObjectStores;
import dev.weft.media.fetch.AddressPolicy;
import dev.weft.media.fetch.FetchLimits;
import dev.weft.media.fetch.SafeFetcher;
import dev.weft.testkit.TestImages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemotePicturesTest {

    private static final int MAX_BYTES = 64 * 1024;
    private static final byte[] PICTURE = TestImages.png(90);
    private static final TenantId TENANT = TenantId.DEFAULT;

    @TempDir
    private Path folder;

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/picture", 200, PICTURE);
        answer("/missing", 404, new byte[0]);
        answer("/large", 200, new byte[MAX_BYTES + 1]);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldStoreTheBytesOfAUrl() throws IOException {
        // given
        ObjectStore store = ObjectStores.open("folder:" + folder);

        // when
        Content content;
        try (SafeFetcher fetcher = fetcher(address -> true)) {
            content = intake(store, Optional.of(fetcher)).store(draft("/picture"));
        }

        // then
        StoredObject stored = (StoredObject) content.parts().getFirst().content();
        assertThat(content.parts().getFirst().name()).isEqualTo(Part.IMAGE);
        assertThat(stored.contentType()).isEqualTo("image/png");
        assertThat(store.read(stored, MAX_BYTES)).isEqualTo(PICTURE);
    }

    @ParameterizedTest
    @CsvSource({"/missing, FETCH_FAILED", "/large, TOO_MANY_BYTES"})
    void shouldSayWhyAUrlIsNotFetched(String path, String reason) {
        try (SafeFetcher fetcher = fetcher(address -> true)) {
            assertThat(refused(Optional.of(fetcher), path).reason().name()).isEqualTo(reason);
        }
    }

    @Test
    void shouldFetchNothingFromInside() {
        try (SafeFetcher fetcher = fetcher(AddressPolicy.publicInternet())) {
            assertThat(refused(Optional.of(fetcher), "/picture").reason()).isEqualTo(Reason.UNSUPPORTED_URI);
        }
    }

    @Test
    void shouldNameTheKeyWhenFetchingIsOff() {
        // when
        ProblemException refused = refused(Optional.empty(), "/picture");

        // then
        assertThat(refused.reason()).isEqualTo(Reason.UNSUPPORTED_URI);
        assertThat(refused.detail()).contains("weft.gateway.fetch-urls=true");
    }

    private ProblemException refused(Optional<SafeFetcher> fetcher, String path) {
        Intake intake = intake(ObjectStores.open("folder:" + folder), fetcher);
        return catchThrowableOfType(ProblemException.class, () -> intake.store(draft(path)));
    }

    private SafeFetcher fetcher(AddressPolicy policy) {
        return SafeFetcher.create(
                policy, new FetchLimits(Set.of(server.getAddress().getPort()), MAX_BYTES, Duration.ofSeconds(10), 3));
    }

    private static Intake intake(ObjectStore store, Optional<SafeFetcher> fetcher) {
        MemoryBudget memory = new MemoryBudget(1 << 20, Duration.ofSeconds(1));
        return new Intake(
                TENANT,
                new ImageDecoder(new DecodeBudget(MAX_BYTES, 1 << 20, 10)),
                store,
                fetcher.map(open -> new RemotePictures(open, memory)),
                MAX_BYTES);
    }

    private Draft draft(String path) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + path;
        return new DraftReader(TENANT, MAX_BYTES)
                .read(Json.parseObject(("{\"uri\": \"" + url + "\"}").getBytes(StandardCharsets.UTF_8)));
    }

    private void answer(String path, int status, byte[] body) {
        server.createContext(path, exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                if (body.length > 0) {
                    exchange.getResponseBody().write(body);
                }
            }
        });
    }
}
