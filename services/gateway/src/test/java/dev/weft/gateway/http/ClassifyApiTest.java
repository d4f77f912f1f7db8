package dev.weft.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.gateway.Pipeline;
import dev.weft.gateway.Platform;
import dev.weft.testkit.TestImages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Platform.class)
class ClassifyApiTest {

    private final Pipeline pipeline;

    @Inject
    ClassifyApiTest(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @BeforeEach
    void waitUntilReady() {
        Gateway.awaitReady();
    }

    @Test
    void shouldPutTheNearestLabelFirst() {
        // when
        JsonPath classes = classify(
                        "{\"text\": \"a fast train on rails\", \"labels\": [\"fruit\", \"railway\", \"shoe\"]}")
                .jsonPath();

        // then
        assertThat(classes.getString("labels[0].label")).isEqualTo("railway");
        assertThat(classes.getList("labels.score", Float.class))
                .hasSize(3)
                .isSortedAccordingTo((a, b) -> Float.compare(b, a));
        assertThat(classes.getString("release")).isEqualTo("catalog@1");
        assertThat(classes.getString("model")).startsWith("demo-");
        assertThat(classes.<Object>get("labels[0].probability"))
                .as("the demo bundle has no scale")
                .isNull();
    }

    @Test
    void shouldSayTheSameOfAnItemAsOfItsPicture() {
        // given
        byte[] png = TestImages.png(80);
        String id = Gateway.picture("classified", png, "anything");
        pipeline.index(id);
        String rest =
                ", \"labels\": [\"fruit\", \"railway\"], \"templates\": [\"a photo of a {}\", \"a drawing of a {}\"]}";

        // when
        JsonPath item = classify("{\"mediaId\": \"" + id + "\"" + rest).jsonPath();
        JsonPath picture =
                classify("{\"image\": \"" + Gateway.dataUri(png) + "\"" + rest).jsonPath();

        // then
        assertThat(item.getList("labels.label")).isEqualTo(picture.getList("labels.label"));
        assertThat(item.getFloat("labels[0].score")).isCloseTo(picture.getFloat("labels[0].score"), within(1e-3f));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"labels\": [\"a\"]}                                                       | 400 | malformed_request",
                "{\"text\": \"a\"}                                                           | 400 | malformed_request",
                "{\"text\": \"a\", \"mediaId\": \"b\", \"labels\": [\"a\"]}          | 400 | malformed_request",
                "{\"text\": \"a\", \"labels\": []}                                         | 400 | malformed_request",
                "{\"text\": \"a\", \"labels\": \"a\"}                                    | 400 | malformed_request",
                "{\"text\": \"a\", \"labels\": [1]}                                        | 400 | malformed_request",
                "{\"text\": \"a\", \"labels\": [\"a\", \"a\"]}                         | 400 | malformed_request",
                "{\"text\": \"a\", \"labels\": [\"a\"], \"templates\": [\"none\"]}   | 400 | malformed_request",
                "{\"text\": \"a\", \"labels\": [\"a\"], \"templates\": [\"{} {}\"]}  | 400 | malformed_request",
                "{\"text\": \"a\", \"labels\": [\"a\"], \"multiLabel\": 1}             | 400 | malformed_request",
                "{\"text\": \"a\", \"labels\": [\"a\"], \"colour\": 1}                 | 400 | malformed_request",
                "{\"text\": \" \", \"labels\": [\"a\"]}                                  | 400 | empty",
                "{\"mediaId\": \"../b\", \"labels\": [\"a\"]}                            | 400 | invalid_id",
                "{\"mediaId\": \"nobody\", \"labels\": [\"a\"]}                          | 404 | unknown_id",
                "{\"image\": \"data:image/png;base64,aGVsbG8=\", \"labels\": [\"a\"]}    | 415 | unsupported_type",
            })
    void shouldRefuseAClassification(String json, int status, String reason) {
        // when
        Response refused = classify(json);

        // then
        assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(status);
        assertThat(refused.<String>path("reason")).isEqualTo(reason);
    }

    @Test
    void shouldRefuseMorePromptsThanTheLimit() {
        // given
        StringBuilder labels = new StringBuilder("\"0\"");
        for (int i = 1; i <= 1024; i++) {
            labels.append(",\"").append(i).append('"');
        }

        // when
        Response refused =
                classify("{\"text\": \"a\", \"labels\": [" + labels + "], \"templates\": [\"a {}\", \"the {}\"]}");

        // then
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.<String>path("reason")).isEqualTo("too_many_inputs");
        assertThat(refused.<String>path("detail")).contains("1025 times 2");
    }

    private static Response classify(String json) {
        return Gateway.request().contentType("application/json").body(json).post("/v1/classify");
    }
}
