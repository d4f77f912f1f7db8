package dev.weft.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import dev.weft.core.Modality;
import dev.weft.core.ReleaseId;
import dev.weft.core.Sha256;
import dev.weft.events.EventCodecs;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.gateway.Pipeline;
import dev.weft.gateway.Platform;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.FirstRelease;
import dev.weft.inference.InferenceOptions;
import dev.weft.testkit.TestHeads;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Heads that were made elsewhere become candidates; what can't be run here never gets so far. */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class ReleaseImportApiTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int WIDTH = 384;
    private static final int SPACE = 640;

    @AutoClose
    private static final EmbeddingModel MODEL =
            EmbeddingModels.open("classpath:weft/bundles/demo", InferenceOptions.defaults());

    @BeforeEach
    void writeTheFirstRelease() throws Exception {
        Gateway.awaitReady();
        ReleaseId first = new ReleaseId("catalog", 1);
        try (ReleaseLog log = ReleaseLog.open(Pipeline.kafka(), EventCodecs.open(Pipeline.kafka()))) {
            log.awaitRead(PATIENCE);
            if (log.find(first).isEmpty()) {
                log.append(
                        FirstRelease.of(first, "demo", MODEL, "test", Instant.parse("2026-11-25T10:15:30Z")), PATIENCE);
            }
        }
    }

    @Test
    void shouldMakeACandidateOfHeadsThatCanBeRunHere() {
        // given
        byte[] head = TestHeads.file(WIDTH, SPACE, 7);
        String release = release("catalog@1", SPACE, tower(), Sha256.of(head).hex());

        // when
        Response taken = post(release, head);

        // then
        assertThat(taken.statusCode()).as(taken.asString()).isEqualTo(201);
        String id = taken.path("id");
        assertThat(taken.header("Location")).endsWith("/v1/releases/" + id);
        assertThat(taken.<String>path("state")).isEqualTo("candidate");
        assertThat(taken.<String>path("parent")).isEqualTo("catalog@1");
        assertThat(taken.<String>path("by")).isEqualTo("maria");
        assertThat(taken.<String>path("reason")).contains("a bigger machine");
        assertThat(taken.<String>path("heads.text")).isEqualTo(Sha256.of(head).hex());
        assertThat(taken.<String>path("towers.text")).isEqualTo(tower());
        assertThat(Gateway.request()
                        .get(taken.<Map<String, String>>path("files").get("release.json"))
                        .<Integer>path("card.pairs"))
                .isEqualTo(3400);
        assertThat(post(release, head).<String>path("id"))
                .as("sent twice it is one candidate")
                .isEqualTo(id);
    }

    @Test
    void shouldRefuseWhatCannotBeRunHereAndLeaveTheLiveReleaseAlone() {
        // given
        byte[] good = TestHeads.file(WIDTH, SPACE, 8);
        byte[] short512 = TestHeads.file(WIDTH, 512, 8);
        ModelProto.Builder looping = TestHeads.linear(WIDTH, SPACE, 8);
        looping.getGraphBuilder().getNodeBuilder(0).setOpType("Loop");
        byte[] hostile = looping.build().toByteArray();
        List<String> before = ids();

        // when, then
        refused(
                post(of("0".repeat(64)), good),
                422,
                "hash_mismatch",
                Sha256.of(good).hex());
        refused(post(of(short512), short512), 422, "unusable_heads", "640 dimensions, got 512");
        refused(post(of(hostile), hostile), 422, "unusable_heads", "operators among");
        refused(
                post(release("catalog@1", 512, tower(), Sha256.of(good).hex()), good),
                422,
                "unusable_heads",
                "has 640 dimensions");
        refused(
                post(
                        release(
                                "catalog@1",
                                SPACE,
                                "another-tower",
                                Sha256.of(good).hex()),
                        good),
                422,
                "unusable_heads",
                "another-tower");
        refused(
                post(release("catalog@4711", SPACE, tower(), Sha256.of(good).hex()), good),
                404,
                "unknown_release",
                "catalog@4711");
        assertThat(ids()).isEqualTo(before);
        assertThat(Gateway.request().get("/v1/releases/catalog@1").<String>path("state"))
                .isEqualTo("live");
    }

    @Test
    void shouldRefuseABundleThatMayNotBeOpenedOrIsNone() {
        List<String> before = ids();

        refused(form().multiPart("release", bundle("/etc")), 422, "unusable_heads", "names no folder");
        refused(form().multiPart("release", bundle("classpath:nowhere")), 422, "unusable_heads", "nowhere");
        refused(form().multiPart("release", bundle("classpath:a#b")), 400, "malformed_request", "without '#'");
        assertThat(ids()).isEqualTo(before);
    }

    private static String bundle(String location) {
        return "{\"bundle\": \"" + location + "\", \"dimension\": 640, \"madeBy\": \"a test\"}";
    }

    @Test
    void shouldSayWhatIsWrongWithTheForm() {
        byte[] good = TestHeads.file(WIDTH, SPACE, 9);

        refused(form().multiPart("release", of(good)), 400, "malformed_request", "field text");
        refused(form().multiPart("text", "t", good), 400, "malformed_request", "field release");
        refused(form().multiPart("release", "{\"heads\": {}}"), 400, "malformed_request", "dimension");
        refused(form().multiPart("release", "{\"colour\": 1}"), 400, "malformed_request", "colour");
        refused(form().multiPart("model", "m", good), 400, "malformed_request", "'model'");
        refused(
                form().multiPart("release", of(good))
                        .multiPart("text", "t", good)
                        .multiPart("image", "i", new byte[1]),
                400,
                "malformed_request",
                "no head's");
        refused(
                form().multiPart("text", "t", new byte[Platform.MAX_FILE_BYTES + 1]),
                413,
                "too_many_bytes",
                "the field text");
        refused(
                form().multiPart("release", "{\"card\": \"" + "x".repeat(1 << 20) + "\"}"),
                413,
                "too_many_bytes",
                "the field release");
    }

    private static RequestSpecification form() {
        return Gateway.request();
    }

    private static Response post(String release, byte[] head) {
        return form().multiPart("release", release)
                .multiPart("by", "maria")
                .multiPart("text", "text.onnx", head)
                .post("/v1/releases");
    }

    private static void refused(RequestSpecification form, int status, String reason, String why) {
        refused(form.post("/v1/releases"), status, reason, why);
    }

    private static void refused(Response answer, int status, String reason, String why) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.<String>path("reason")).isEqualTo(reason);
        assertThat(answer.<String>path("detail")).contains(why);
    }

    private static List<String> ids() {
        return Gateway.request().get("/v1/releases").jsonPath().getList("releases.id", String.class);
    }

    private static String of(byte[] head) {
        return of(Sha256.of(head).hex());
    }

    private static String of(String hash) {
        return release("catalog@1", SPACE, tower(), hash);
    }

    private static String tower() {
        return MODEL.towerId(Modality.TEXT);
    }

    private static String release(String base, int dimension, String tower, String hash) {
        return """
                {"base": "%s", "dimension": %d, "towers": {"text": "%s"},
                 "heads": {"text": {"file": "text.onnx", "sha256": "%s"}},
                 "madeBy": "a bigger machine", "card": {"pairs": 3400}}""".formatted(base, dimension, tower, hash);
    }
}
