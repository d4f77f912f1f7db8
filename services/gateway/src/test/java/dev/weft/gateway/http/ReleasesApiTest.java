package dev.weft.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Artifact;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.core.Sha256;
import dev.weft.events.EventCodecs;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.gateway.Pipeline;
import dev.weft.gateway.Platform;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Platform.class)
class ReleasesApiTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.parse("2026-11-25T10:15:30Z");

    /** None of them is indexed: other tests' searches go on as before. */
    private static final ReleaseId REJECTED = new ReleaseId("catalog", 90);

    @BeforeEach
    void writeAReleaseThatTheGateRejected() throws Exception {
        Gateway.awaitReady();
        try (ReleaseLog log = ReleaseLog.open(Pipeline.kafka(), EventCodecs.open(Pipeline.kafka()))) {
            log.awaitRead(PATIENCE);
            if (log.find(REJECTED).isEmpty()) {
                Release candidate = candidate();
                log.append(candidate, PATIENCE);
                log.append(
                        candidate.become(ReleaseState.REJECTED, "guard fell by 20 points", "trainer", NOW), PATIENCE);
            }
        }
    }

    @Test
    void shouldShowARejectedReleaseWithItsReason() {
        Response shown = Gateway.request().get("/v1/releases/catalog@90");

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.<String>path("state")).isEqualTo("rejected");
        assertThat(shown.<String>path("reason")).isEqualTo("guard fell by 20 points");
        assertThat(shown.<String>path("files.'report.json'")).isEqualTo("/v1/releases/catalog@90/files/report.json");
        assertThat(Gateway.request().get("/v1/releases").jsonPath().getList("releases.id", String.class))
                .contains("catalog@90");
    }

    @Test
    void shouldRefuseToPromoteAgainstTheGateWithoutAReason() {
        Response refused = post("catalog@90:promote", "{\"by\": \"maria\"}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.<String>path("reason")).isEqualTo("release_refused");
        assertThat(refused.<String>path("detail")).contains("guard fell by 20 points", "needs a reason");
        assertThat(Gateway.request().get("/v1/releases/catalog@90").<String>path("state"))
                .isEqualTo("rejected");
    }

    @Test
    void shouldRefuseToGoBackWhenNothingStandsBy() {
        Response refused =
                Gateway.request().contentType("application/json").body("{}").post("/v1/releases:rollback");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.<String>path("detail")).contains("no release");
    }

    @Test
    void shouldSayWhatIsWrongWithARequest() {
        assertThat(Gateway.request().get("/v1/releases/catalog@99999").statusCode())
                .isEqualTo(404);
        assertThat(Gateway.request().get("/v1/releases/other@90").statusCode()).isEqualTo(404);
        assertThat(Gateway.request().get("/v1/releases/catalog").statusCode()).isEqualTo(400);
        assertThat(Gateway.request()
                        .get("/v1/releases/catalog@90/files/nothing.txt")
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("catalog@90:promote", "{\"reason\": \" \"}").statusCode())
                .isEqualTo(400);
        assertThat(post("catalog@90:promote", "{\"force\": true}").statusCode()).isEqualTo(400);
    }

    private static Response post(String what, String json) {
        return Gateway.request().contentType("application/json").body(json).post("/v1/releases/" + what);
    }

    private static Release candidate() {
        return new Release(
                REJECTED,
                Optional.empty(),
                1,
                new Release.Contents("demo", new TreeMap<>(Map.of(Modality.IMAGE, "tower")), 640, new TreeMap<>()),
                new TreeMap<>(
                        Map.of("report.json", new Artifact(URI.create("object:///none"), Sha256.ofText("report"), 6))),
                new TreeMap<>(Map.of("guard.t2i.recall_at_10", 28.4)),
                new Release.Standing(
                        ReleaseState.CANDIDATE, "trained", "trainer", Optional.empty(), Release.Progress.NONE, NOW),
                NOW);
    }
}
