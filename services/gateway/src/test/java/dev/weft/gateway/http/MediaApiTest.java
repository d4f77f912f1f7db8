package dev.weft.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.MediaStatus.State;
import dev.weft.core.Sha256;
import dev.weft.gateway.Pipeline;
import dev.weft.gateway.Platform;
import dev.weft.testkit.TestImages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Platform.class)
class MediaApiTest {

    private final Pipeline pipeline;

    @Inject
    MediaApiTest(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @BeforeEach
    void waitUntilReady() {
        Gateway.awaitReady();
    }

    @Test
    void shouldAcceptAFormAndShowItAtOnce() {
        // given
        byte[] png = TestImages.png(1);
        String id = Gateway.newId("shoe");

        // when
        Response accepted = Gateway.request()
                .multiPart("file", "whatever.txt", png)
                .multiPart(Gateway.text("caption", "a red shoe — größer"))
                .multiPart("family", "shoe")
                .multiPart("attributes", "{\"price\": 20, \"colour\": \"red\", \"sale\": true}")
                .multiPart("tags", "[\"red\", \"summer\"]")
                .multiPart("id", id)
                .post("/v1/media");

        // then
        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(accepted.header("Location")).isEqualTo("/v1/media/" + id);
        JsonPath shown = Gateway.request().get("/v1/media/" + id).jsonPath();
        assertThat(shown.getString("state")).isEqualTo("accepted");
        assertThat(shown.getString("caption")).isEqualTo("a red shoe — größer");
        assertThat(shown.getString("family")).isEqualTo("shoe");
        assertThat(shown.getMap("attributes"))
                .isEqualTo(Map.of("price", 20, "colour", "red", "sale", true, "tags", List.of("red", "summer")));
        assertThat(shown.getString("parts[0].contentType")).isEqualTo("image/png");
        assertThat(shown.getString("parts[0].sha256")).isEqualTo(Sha256.of(png).hex());
        assertThat(shown.getLong("parts[0].sizeBytes")).isEqualTo(png.length);
        assertThat(shown.getString("parts[1].modality")).isEqualTo("text");
        assertThat(shown.getString("stages[0].stage")).isEqualTo("accepted");
        assertThat(shown.getString("stages[0].at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(shown.getLong("version"))
                .isEqualTo(accepted.jsonPath().getLong("version"))
                .isPositive();
    }

    @Test
    void shouldMakeAnIdWhenNoneIsGiven() {
        // when
        Response accepted = Gateway.createJson("{\"caption\": \"a bicycle\"}");

        // then
        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(accepted.<String>path("id")).matches("[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(accepted.<String>path("family")).isEqualTo(accepted.path("id"));
        assertThat(accepted.jsonPath().<Object>get("links.content")).isNull();
    }

    @Test
    void shouldRefuseASecondItemOfTheSameId() {
        // given
        String id = Gateway.picture("twice", TestImages.png(2), "one");

        // when
        Response second = Gateway.createJson("{\"id\": \"" + id + "\", \"caption\": \"two\"}");

        // then
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.<String>path("reason")).isEqualTo("already_exists");
        assertThat(Gateway.request().get("/v1/media/" + id).<String>path("caption"))
                .isEqualTo("one");
    }

    @Test
    void shouldChangeNothingWhenNothingDiffers() {
        // given
        String id = Gateway.newId("same");
        String json =
                "{\"uri\": \"" + Gateway.dataUri(TestImages.png(3)) + "\", \"caption\": \"c\", \"tags\": [\"t\"]}";
        long version = Gateway.putJson(id, json)
                .then()
                .statusCode(202)
                .extract()
                .jsonPath()
                .getLong("version");

        // when
        Response again = Gateway.putJson(id, json);

        // then
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.jsonPath().getLong("version")).isEqualTo(version);
    }

    @Test
    void shouldReplaceWhenAnythingDiffers() {
        // given
        String id = Gateway.picture("changing", TestImages.png(4), "before");
        long version = Gateway.request().get("/v1/media/" + id).jsonPath().getLong("version");

        // when
        Response replaced = Gateway.putJson(id, "{\"uri\": \"" + Gateway.dataUri(TestImages.png(5)) + "\"}");

        // then
        assertThat(replaced.statusCode()).isEqualTo(202);
        assertThat(replaced.jsonPath().getLong("version")).isGreaterThan(version);
        assertThat(replaced.<String>path("caption")).isNull();
        assertThat(replaced.<String>path("state")).isEqualTo("accepted");
    }

    @Test
    void shouldTryAgainWhenTheSameContentHadFailed() {
        // given
        String id = Gateway.newId("failed");
        String json = "{\"caption\": \"unlucky\"}";
        Gateway.putJson(id, json).then().statusCode(202);
        pipeline.tell(pipeline.known(id), State.FAILED);
        Gateway.awaitState(id, "failed");

        // when
        Response again = Gateway.putJson(id, json);

        // then
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.<String>path("state")).isEqualTo("accepted");
    }

    @Test
    void shouldShowStagesAndFailureAsTheStatusTopicTellsThem() {
        // given
        String searchable = Gateway.picture("stages", TestImages.png(6), "stages");
        String failed = Gateway.picture("failure", TestImages.png(7), "failure");

        // when
        pipeline.index(searchable);
        pipeline.tell(pipeline.known(failed), State.FAILED);

        // then
        Gateway.awaitState(searchable, "searchable");
        JsonPath shown = Gateway.request().get("/v1/media/" + searchable).jsonPath();
        assertThat(shown.getList("stages.stage")).isEqualTo(List.of("accepted", "embedded", "searchable"));
        assertThat(shown.getList("stages.millis")).isEqualTo(List.of(0, 41, 68));
        assertThat(shown.getString("release")).isEqualTo("catalog@1");
        Gateway.awaitState(failed, "failed");
        assertThat(Gateway.request().get("/v1/media/" + failed).<Map<String, String>>path("failure"))
                .isEqualTo(Map.of("stage", "decode", "reason", "truncated", "message", "it ends early"));
    }

    @Test
    void shouldForgetADeletedItemAndTakeItsIdAgain() {
        // given
        String id = Gateway.picture("gone", TestImages.png(8), "gone");

        // when
        Response deleted = Gateway.request().delete("/v1/media/" + id);

        // then
        assertThat(deleted.statusCode()).isEqualTo(202);
        assertThat(deleted.<String>path("state")).isEqualTo("deleted");
        assertThat(Gateway.request().get("/v1/media/" + id).<String>path("state"))
                .isEqualTo("deleted");
        assertThat(Gateway.request().get("/v1/media/" + id + "/content").statusCode())
                .isEqualTo(404);
        assertThat(Gateway.request().delete("/v1/media/" + id).statusCode()).isEqualTo(404);
        long version = deleted.jsonPath().getLong("version");
        Response reborn = Gateway.createJson("{\"id\": \"" + id + "\", \"caption\": \"again\"}");
        assertThat(reborn.statusCode()).isEqualTo(202);
        assertThat(reborn.jsonPath().getLong("version")).isGreaterThan(version);
    }

    @Test
    void shouldServeThePictureSafelyAndOnlyOnce() {
        // given
        byte[] png = TestImages.png(9);
        String id = Gateway.picture("content", png, "content");
        String path = "/v1/media/" + id + "/content";

        // when
        Response content = Gateway.request().get(path);

        // then
        assertThat(content.asByteArray()).isEqualTo(png);
        assertThat(content.contentType()).isEqualTo("image/png");
        assertThat(content.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(content.header("Content-Security-Policy")).contains("sandbox");
        String tag = content.header("ETag");
        assertThat(tag).isEqualTo("\"" + Sha256.of(png).hex() + "\"");
        assertThat(Gateway.request().header("If-None-Match", tag).get(path).statusCode())
                .isEqualTo(304);
        Response pinned =
                Gateway.request().get(path + "?sha256=" + Sha256.of(png).hex());
        assertThat(pinned.header("Cache-Control")).contains("immutable");
        assertThat(Gateway.request()
                        .get(path + "?sha256=" + Sha256.of(TestImages.png(10)).hex())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldTakeAnObjectTheStoreHasAlready() {
        // given
        byte[] png = TestImages.png(11);
        Gateway.picture("first", png, "first");

        // when
        Response second = Gateway.createJson(
                "{\"uri\": \"object:///default/" + Sha256.of(png).hex() + "\", \"caption\": \"second\"}");

        // then
        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(second.<String>path("parts[0].contentType")).isEqualTo("image/png");
        assertThat(second.jsonPath().getLong("parts[0].sizeBytes")).isEqualTo(png.length);
    }
}
