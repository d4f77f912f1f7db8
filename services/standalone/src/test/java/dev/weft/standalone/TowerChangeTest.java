package dev.weft.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.core.MediaKey;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.events.EventCodecs;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.inference.BundleLock;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.InferenceOptions;
import dev.weft.inference.ReleaseBundles;
import dev.weft.inference.ReleaseHeads;
import dev.weft.media.Artifacts;
import dev.weft.media.ObjectStores;
import dev.weft.testkit.TestBundles;
import dev.weft.vectorstore.StoredMedia;
import dev.weft.vectorstore.UnknownCollectionException;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** A release with towers of its own is brought, goes live and is taken back, while searches and uploads go on. Nothing is done by hand. */
@QuarkusTest
@QuarkusTestResource(
        value = EmbeddedBroker.class,
        restrictToAnnotatedClass = true,
        initArgs = {
            @ResourceArg(name = "weft.gateway.bundles", value = "target"),
            @ResourceArg(name = "weft.rollout.shadow-queries", value = "20")
        })
class TowerChangeTest {

    private static final ReleaseId FIRST = new ReleaseId("catalog", 1);
    private static final ReleaseId SECOND = new ReleaseId("catalog", 2);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int ITEMS = 40;
    private static final String BOUNDARY = "weft";

    private final HttpClient http = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // Set by Quarkus.
    private URI gateway;

    @Test
    void shouldGoLiveWithOtherTowersAndBackWithoutAFailedOrMixedSearch() throws Exception {
        Path bundle = bundle();
        try (EmbeddingModel installed =
                        EmbeddingModels.open("classpath:weft/bundles/demo", InferenceOptions.defaults());
                VectorStore store = VectorStores.open(configured("weft.vector-store"));
                ReleaseLog log = ReleaseLog.open(Projector.kafka(), EventCodecs.open(Projector.kafka()))) {
            // given
            for (int i = 0; i < ITEMS; i++) {
                upload("item-" + i, caption("caption number " + i));
            }
            upload("picture", picture());
            upload("gone", caption("soon deleted"));
            awaitItems(store, FIRST, ITEMS + 2);
            awaitState(log, FIRST, ReleaseState.LIVE);
            delete("gone");
            awaitItems(store, FIRST, ITEMS + 1);

            // when somebody brings a bundle, the gate has nothing to judge it by
            form("v1/releases", 201, field("release", "", proposal(bundle).getBytes(StandardCharsets.UTF_8)));
            awaitState(log, SECOND, ReleaseState.REJECTED);

            // then only force brings it live
            JsonNode refused = change("v1/releases/catalog@2:promote", "{}", 409);
            assertThat(refused.path("detail").asText()).contains("there is nothing to judge by");

            // when
            try (ReleaseHeads firstHeads = ReleaseHeads.of(installed, installed.dimension(), Map.of());
                    ReleaseHeads secondHeads = new ReleaseBundles(installed, InferenceOptions.defaults())
                            .open(
                                    release(log),
                                    new Artifacts(ObjectStores.open(configured("weft.object-store")))::read);
                    Searches searches =
                            new Searches(gateway, store, Map.of(FIRST, firstHeads, SECOND, secondHeads), queries())) {
                searches.expect();
                searches.start(2);
                AtomicInteger uploaded = new AtomicInteger();
                change("v1/releases/catalog@2:promote", "{\"reason\": \"a test\"}", 200);
                await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(() -> {
                    int next = uploaded.getAndIncrement();
                    upload("during-" + next, caption("during number " + next));
                    return log.find(SECOND).orElseThrow().state() == ReleaseState.LIVE;
                });
                await().atMost(PATIENCE).until(() -> searches.answers(SECOND) > 50);

                // then new items are of its towers, and are in the former release, too
                upload("late", caption("a late caption"));
                upload("late-picture", picture());
                int all = ITEMS + 1 + uploaded.get() + 2;
                awaitItems(store, SECOND, all);
                awaitItems(store, FIRST, all);
                JsonNode late = search("a late caption");
                assertThat(late.path("hits").path(0).path("id").asText()).isEqualTo("late");
                assertThat(late.path("release").asText()).isEqualTo("catalog@2");
                assertThat(stored(store, SECOND, "late")
                                .rows()
                                .getFirst()
                                .vector()
                                .dimension())
                        .isEqualTo(secondHeads.dimension());
                assertThat(stored(store, FIRST, "late")
                                .rows()
                                .getFirst()
                                .vector()
                                .dimension())
                        .isEqualTo(firstHeads.dimension());

                awaitState(log, FIRST, ReleaseState.STANDBY);

                // and when it is taken back
                change("v1/releases:rollback", "{\"reason\": \"a test\"}", 200);
                awaitState(log, FIRST, ReleaseState.LIVE);
                long before = searches.answers(FIRST);
                await().atMost(PATIENCE).until(() -> searches.answers(FIRST) > before + 50);
                upload("after", caption("after the rollback"));
                awaitItems(store, FIRST, all + 1);
                searches.stop();

                // then
                assertThat(searches.failures()).isEmpty();
                assertThat(search("a late caption")
                                .path("hits")
                                .path(0)
                                .path("id")
                                .asText())
                        .isEqualTo("late");
                assertThat(search("after the rollback").path("release").asText())
                        .isEqualTo("catalog@1");
            }
        }
    }

    private static Path bundle() throws IOException {
        Path folder = TestBundles.copy("tiny-siglip", Files.createTempDirectory(Path.of("target"), "bundle-"));
        BundleLock.write(folder, BundleLock.of(folder).files());
        return folder;
    }

    private static String proposal(Path bundle) {
        try (EmbeddingModel model = EmbeddingModels.open(bundle.toString(), InferenceOptions.defaults())) {
            return "{\"bundle\": \"" + bundle + "\", \"dimension\": " + model.dimension() + ", \"madeBy\": \"a test\"}";
        }
    }

    private static Release release(ReleaseLog log) {
        return log.find(SECOND).orElseThrow();
    }

    private static void awaitState(ReleaseLog log, ReleaseId id, ReleaseState state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(log.find(id).map(Release::standing))
                        .hasValueSatisfying(standing -> assertThat(standing.state())
                                .as(standing.reason())
                                .isEqualTo(state)));
    }

    private static void awaitItems(VectorStore store, ReleaseId release, long items) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(items(store, release)).isEqualTo(items));
    }

    /** Each has one part. */
    private static long items(VectorStore store, ReleaseId release) {
        try {
            return store.count(release.collection());
        } catch (UnknownCollectionException e) {
            return 0;
        }
    }

    private static StoredMedia stored(VectorStore store, ReleaseId release, String id) {
        MediaKey key = MediaKey.of("default", id);
        StoredMedia found = store.get(release.collection(), List.of(key)).get(key);
        assertThat(found).isNotNull();
        return Objects.requireNonNull(found);
    }

    private static List<String> queries() {
        return IntStream.range(0, 10).mapToObj(i -> "caption number " + i * 3).toList();
    }

    private static String configured(String key) {
        return ConfigProvider.getConfig().getValue(key, String.class);
    }

    private static byte[] caption(String text) {
        return field("caption", "", text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] picture() throws IOException {
        BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 3, 0xff8800);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return field("file", "; filename=\"a.png\"", png.toByteArray());
    }

    private static byte[] field(String name, String more, byte[] value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        out.writeBytes(value);
        out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private void upload(String id, byte[] part) throws IOException, InterruptedException {
        form("v1/media", 202, field("id", "", id.getBytes(StandardCharsets.UTF_8)), part);
    }

    private void form(String path, int status, byte[]... fields) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] field : fields) {
            body.writeBytes(field);
        }
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        answer(
                HttpRequest.newBuilder(gateway.resolve(path))
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())),
                status);
    }

    private void delete(String id) throws IOException, InterruptedException {
        answer(HttpRequest.newBuilder(gateway.resolve("v1/media/" + id)).DELETE(), 202);
    }

    private JsonNode change(String path, String body, int status) throws IOException, InterruptedException {
        return answer(
                HttpRequest.newBuilder(gateway.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                status);
    }

    private JsonNode search(String text) throws IOException, InterruptedException {
        return new ObjectMapper()
                .readTree(Searches.post(
                                http, gateway, "{\"k\": 3, \"modalities\": [\"text\"], \"text\": \"" + text + "\"}")
                        .body());
    }

    private JsonNode answer(HttpRequest.Builder request, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new ObjectMapper().readTree(answer.body());
    }
}
