package dev.weft.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.gateway.Backends;
import dev.weft.gateway.Platform;
import dev.weft.media.DecodeBudget;
import dev.weft.media.ImageDecoder;
import dev.weft.testkit.TestImages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Platform.class)
class EmbeddingsApiTest {

    private final Backends backends;

    @Inject
    EmbeddingsApiTest(Backends backends) {
        this.backends = backends;
    }

    @BeforeEach
    void waitUntilReady() {
        Gateway.awaitReady();
    }

    @Test
    void shouldGiveTheModelsVectorsAsNumbersAndAsBase64() {
        // given
        Embedding expected = backends.model()
                .embed(Modality.TEXT, List.of(backends.model().prepare("a red shoe")))
                .getFirst();

        // when
        JsonPath numbers = embed("{\"input\": \"a red shoe\", \"model\": \"weft\", \"user\": \"somebody\"}")
                .jsonPath();
        JsonPath base64 = embed(
                        "{\"input\": [\"a red shoe\"], \"model\": \"catalog@1\", \"encoding_format\": \"base64\"}")
                .jsonPath();

        // then
        float[] vector = vector(numbers, 0);
        assertThat(expected.cosine(Embedding.of(vector))).isCloseTo(1, within(1e-5f));
        assertThat(decoded(base64.getString("data[0].embedding"))).isEqualTo(vector);
        assertThat(numbers.getString("object")).isEqualTo("list");
        assertThat(numbers.getString("data[0].object")).isEqualTo("embedding");
        assertThat(numbers.getInt("data[0].index")).isZero();
        assertThat(numbers.getString("model")).isEqualTo(backends.model().id());
    }

    @Test
    void shouldTakeTextsAndPicturesTogetherAndCountTheTextsTokens() {
        // given
        String picture = Gateway.dataUri(TestImages.png(70));
        Embedding expected = backends.model()
                .embed(
                        Modality.IMAGE,
                        List.of(backends.model()
                                .prepare(new ImageDecoder(new DecodeBudget(1 << 20, 1 << 20, 1))
                                        .decode(TestImages.png(70)))))
                .getFirst();

        // when
        JsonPath answer = embed("{\"model\": \"" + backends.model().id() + "\", \"input\": [\"" + picture
                        + "\", \"a red shoe\","
                        + " {\"type\": \"text\", \"text\": \"a shoe\"},"
                        + " {\"type\": \"image_url\", \"image_url\": {\"url\": \"" + picture + "\"}}]}")
                .jsonPath();

        // then
        assertThat(answer.getList("data.index", Integer.class)).containsExactly(0, 1, 2, 3);
        assertThat(expected.cosine(Embedding.of(vector(answer, 0)))).isCloseTo(1, within(1e-5f));
        assertThat(vector(answer, 3)).isEqualTo(vector(answer, 0));
        // [CLS] a red shoe [SEP] and [CLS] a shoe [SEP]
        assertThat(answer.getInt("usage.prompt_tokens")).isEqualTo(5 + 4);
        assertThat(answer.getInt("usage.total_tokens")).isEqualTo(5 + 4);
    }

    @Test
    void shouldTakeTheModelsOwnDimensionAndNoOther() {
        // when
        Response whole = embed("{\"input\": \"a\", \"model\": \"weft\", \"dimensions\": 640}");
        Response cut = embed("{\"input\": \"a\", \"model\": \"weft\", \"dimensions\": 64}");

        // then
        assertThat(whole.jsonPath().getList("data[0].embedding")).hasSize(640);
        expect(cut, 400, "unsupported_dimensions");
        assertThat(cut.<String>path("error.param")).isEqualTo("dimensions");
        assertThat(cut.<String>path("error.code")).isEqualTo("unsupported_dimensions");
        assertThat(cut.<String>path("error.type")).isEqualTo("invalid_request_error");
        assertThat(cut.<String>path("error.message"))
                .isEqualTo(cut.path("detail"))
                .contains("[640]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"input\": \"a\"}                                                     | 400 | malformed_request",
                "{\"model\": \"weft\"}                                                  | 400 | malformed_request",
                "{\"input\": \"a\", \"model\": \"text-embedding-3-small\"}          | 404 | unknown_model",
                "{\"input\": \" \", \"model\": \"weft\"}                            | 400 | empty",
                "{\"input\": [], \"model\": \"weft\"}                                 | 400 | empty",
                "{\"input\": [1, 2], \"model\": \"weft\"}                             | 400 | malformed_request",
                "{\"input\": [[1, 2]], \"model\": \"weft\"}                           | 400 | malformed_request",
                "{\"input\": true, \"model\": \"weft\"}                               | 400 | malformed_request",
                "{\"input\": \"half \\ud83d\", \"model\": \"weft\"}               | 400 | invalid_text",
                "{\"input\": [{\"type\": \"text\"}], \"model\": \"weft\"}         | 400 | malformed_request",
                "{\"input\": [{\"type\": \"text\", \"text\": \"a\", \"image_url\": {}}], \"model\": \"weft\"} | 400 | malformed_request",
                "{\"input\": [{\"type\": \"image_url\", \"image_url\": {\"url\": \"https://example.com/a.png\"}}], \"model\": \"weft\"} | 400 | unsupported_uri",
                "{\"input\": \"data:image/png;base64,aGVsbG8=\", \"model\": \"weft\"} | 415 | unsupported_type",
                "{\"input\": \"a\", \"model\": \"weft\", \"encoding_format\": \"hex\"} | 400 | malformed_request",
                "{\"input\": \"a\", \"model\": \"weft\", \"dimensions\": \"few\"} | 400 | unsupported_dimensions",
                "{\"input\": \"a\", \"model\": \"weft\", \"colour\": \"red\"}   | 400 | malformed_request",
                "{\"input\": \"a\"                                                      | 400 | malformed_json",
            })
    void shouldRefuseInBothLanguages(String json, int status, String reason) {
        // when
        Response refused = embed(json);

        // then
        expect(refused, status, reason);
        assertThat(refused.<String>path("error.message")).isEqualTo(refused.path("detail"));
        assertThat(refused.<String>path("error.code")).isEqualTo(reason);
    }

    @Test
    void shouldSayThatTokensAreNotTaken() {
        assertThat(embed("{\"input\": [[1, 2]], \"model\": \"weft\"}").<String>path("detail"))
                .contains("token numbers");
    }

    @Test
    void shouldRefuseTooManyInputs() {
        expect(embed("{\"model\": \"weft\", \"input\": [" + "\"a\",".repeat(2048) + "\"a\"]}"), 413, "too_many_inputs");
    }

    @Test
    void shouldTakeATextThatBeginsLikeAUri() {
        assertThat(embed("{\"input\": \"data: the new oil\", \"model\": \"weft\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldSpeakOfProblemsInItsOwnWordsOnlyElsewhere() {
        assertThat(Gateway.search("{}").<Object>path("error")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"weft", "catalog@1", ""})
    void shouldShowTheModelByItsNames(String name) {
        // given
        String id = backends.model().id();

        // when
        Response model = Gateway.request().get("/v1/models/" + (name.isEmpty() ? id : name));

        // then
        assertThat(model.<String>path("id")).isEqualTo(id);
        assertThat(model.<String>path("object")).isEqualTo("model");
        assertThat(Gateway.request().get("/v1/models").jsonPath().getList("data.id"))
                .containsExactly(id);
    }

    @Test
    void shouldNotKnowAnotherModel() {
        // when
        Response unknown = Gateway.request().get("/v1/models/gpt-5");

        // then
        expect(unknown, 404, "unknown_model");
        assertThat(unknown.<String>path("error.code")).isEqualTo("unknown_model");
    }

    private static Response embed(String json) {
        return Gateway.request().contentType("application/json").body(json).post("/v1/embeddings");
    }

    private static void expect(Response response, int status, String reason) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.<String>path("reason")).isEqualTo(reason);
        assertThat(response.contentType()).startsWith("application/problem+json");
    }

    private static float[] vector(JsonPath answer, int index) {
        List<Float> numbers = answer.getList("data[" + index + "].embedding", Float.class);
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = numbers.get(i);
        }
        return vector;
    }

    private static float[] decoded(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }
}
