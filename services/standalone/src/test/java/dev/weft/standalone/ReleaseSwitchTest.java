package dev.weft.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.core.Artifact;
import dev.weft.core.Attributes;
import dev.weft.core.Embedding;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.core.Sha256;
import dev.weft.core.TenantId;
import dev.weft.events.EventCodecs;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.FirstRelease;
import dev.weft.inference.InferenceOptions;
import dev.weft.inference.ReleaseHeads;
import dev.weft.media.Artifacts;
import dev.weft.media.ObjectStores;
import dev.weft.testkit.TestHeads;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.UnknownCollectionException;
import dev.weft.vectorstore.VectorRow;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Another release becomes the live one, and the one before again, while searches go on. The test does what a rollout would do, step by step. */
@QuarkusTest
@QuarkusTestResource(
        value = EmbeddedBroker.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "weft.rollout.enabled", value = "false"))
class ReleaseSwitchTest {

    private static final ReleaseId FIRST = new ReleaseId("catalog", 1);
    private static final ReleaseId SECOND = new ReleaseId("catalog", 2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String MODEL = "classpath:weft/bundles/demo";
    private static final int ITEMS = 40;
    private static final int THREADS = 4;

    private final HttpClient http = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // Set by Quarkus.
    private URI gateway;

    @Test
    void shouldAnswerEachSearchWithOneReleaseWhileTheLiveOneChanges() throws Exception {
        try (EmbeddingModel model = EmbeddingModels.open(MODEL, InferenceOptions.defaults());
                VectorStore store = VectorStores.open(configured("weft.vector-store"));
                ReleaseLog log = ReleaseLog.open(Projector.kafka(), EventCodecs.open(Projector.kafka()))) {
            // given items of the first release
            for (int i = 0; i < ITEMS; i++) {
                upload("item-" + i, "caption number " + i);
            }
            await().atMost(PATIENCE).until(() -> rows(store, FIRST) == ITEMS);
            log.append(FirstRelease.of(FIRST, MODEL, model, "test", Instant.now()), PATIENCE);
            Release second = candidate(model);
            log.append(second, PATIENCE);
            try (ReleaseHeads firstHeads = ReleaseHeads.of(model, model.dimension(), Map.of());
                    ReleaseHeads secondHeads = ReleaseHeads.open(model, second, artifacts()::read);
                    Searches searches =
                            new Searches(gateway, store, Map.of(FIRST, firstHeads, SECOND, secondHeads), queries())) {
                // and those of the second one, projected
                new Projector(secondHeads, SECOND).project(FIRST);
                await().atMost(PATIENCE).until(() -> rows(store, SECOND) == ITEMS);
                searches.expect();
                searches.start(THREADS);
                await().atMost(PATIENCE).until(() -> searches.answers(FIRST) > 50);

                // when
                store.setAlias(FIRST.space(), SECOND.collection());
                become(log, SECOND, ReleaseState.SHADOW);
                become(log, SECOND, ReleaseState.LIVE);
                become(log, FIRST, ReleaseState.STANDBY);
                await().atMost(PATIENCE).until(() -> searches.answers(SECOND) > 100);
                JsonNode named = search("{\"text\": \"caption number 7\", \"release\": \"catalog@1\"}", 200);
                JsonNode unknown = search("{\"text\": \"caption number 7\", \"release\": \"catalog@9\"}", 404);
                store.setAlias(FIRST.space(), FIRST.collection());
                long before = searches.answers(FIRST);
                await().atMost(PATIENCE).until(() -> searches.answers(FIRST) > before + 50);
                store.setAlias(FIRST.space(), SECOND.collection());
                searches.stop();

                // then
                assertThat(searches.failures()).isEmpty();
                assertThat(named.path("release").asText()).isEqualTo("catalog@1");
                assertThat(named.path("hits")).isNotEmpty();
                assertThat(unknown.path("detail").asText()).contains("[catalog@1, catalog@2]", "catalog@9");

                // and new items are of the live release
                upload("late", "a late caption");
                await().atMost(PATIENCE).until(() -> rows(store, SECOND) == ITEMS + 1);
                JsonNode late = search("{\"text\": \"a late caption\", \"k\": 1}", 200);
                assertThat(late.path("hits").path(0).path("id").asText()).isEqualTo("late");
                assertThat(late.path("hits").path(0).path("release").asText()).isEqualTo("catalog@2");
                assertThat(get("v1/stats").path("index").path("release").asText())
                        .isEqualTo("catalog@2");

                // and a row of another release is no hit
                store.apply(SECOND.collection(), List.of(alien(model)));
                JsonNode refused = search("{\"text\": \"caption number 7\", \"k\": 100}", 500);
                assertThat(refused.path("detail").asText()).contains("collection of catalog@2 has a row of catalog@1");
            }
        }
    }

    private static Mutation alien(EmbeddingModel model) {
        Embedding vector =
                model.embed(Modality.TEXT, List.of(model.prepare("an alien"))).getFirst();
        return new Mutation.Put(
                MediaKey.of("default", "alien"),
                1,
                FIRST,
                "alien",
                Attributes.NONE,
                List.of(new VectorRow(Part.CAPTION, Modality.TEXT, Sha256.ofText("an alien"), vector)));
    }

    private static Release candidate(EmbeddingModel model) throws IOException {
        Instant now = Instant.now();
        Release first = FirstRelease.of(FIRST, MODEL, model, "test", now);
        TreeMap<Modality, Artifact> heads = new TreeMap<>();
        for (Modality modality : model.modalities()) {
            heads.put(
                    modality,
                    artifacts()
                            .put(
                                    TenantId.DEFAULT,
                                    TestHeads.file(model.featureDimension(modality), model.dimension(), 7),
                                    "application/octet-stream"));
        }
        return new Release(
                SECOND,
                Optional.of(FIRST),
                1,
                new Release.Contents(MODEL, first.contents().towers(), model.dimension(), heads),
                new TreeMap<>(),
                new TreeMap<>(),
                new Release.Standing(
                        ReleaseState.BACKFILLING, "a test", "test", Optional.empty(), Release.Progress.NONE, now),
                now);
    }

    private static void become(ReleaseLog log, ReleaseId id, ReleaseState state) throws Exception {
        log.append(log.find(id).orElseThrow().become(state, "a test", "test", Instant.now()), PATIENCE);
    }

    private static List<String> queries() {
        return Stream.concat(
                        IntStream.range(0, 10).mapToObj(i -> "caption number " + i * 3),
                        Stream.of("a red shoe", "bicycle"))
                .toList();
    }

    private static Artifacts artifacts() {
        return new Artifacts(ObjectStores.open(configured("weft.object-store")));
    }

    private static String configured(String key) {
        return ConfigProvider.getConfig().getValue(key, String.class);
    }

    private static long rows(VectorStore store, ReleaseId release) {
        try {
            return store.count(release.collection());
        } catch (UnknownCollectionException e) {
            return 0;
        }
    }

    private void upload(String id, String caption) throws IOException, InterruptedException {
        String boundary = "weft";
        String body =
                "--" + boundary + "\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\n" + id + "\r\n--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\n" + caption + "\r\n--" + boundary
                        + "--\r\n";
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(gateway.resolve("v1/media"))
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private JsonNode search(String body, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = Searches.post(http, gateway, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new ObjectMapper().readTree(answer.body());
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return new ObjectMapper()
                .readTree(http.send(
                                HttpRequest.newBuilder(gateway.resolve(path)).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body());
    }
}
