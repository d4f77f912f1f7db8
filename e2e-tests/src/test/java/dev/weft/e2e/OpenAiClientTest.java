package dev.weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** OpenAI's own client, which knows nothing of the platform, gets vectors and understands refusals. */
@UsesDemoInstallation
class OpenAiClientTest {

    private static final String CLIENT = "openai==3.57.0";
    private static final int DIMENSION = 640;

    @Test
    void shouldServeOpenAisClient(Standalone standalone) throws Exception {
        // given
        PythonEnvironment python = PythonEnvironment.with(CLIENT);
        String uri = Gateway.dataUri(TestPictures.unique()).replace("application/octet-stream", "image/png");

        // when
        JsonNode got = Gateway.JSON.readTree(python.run("openai_client.py", standalone.uri() + "/v1", uri));

        // then
        assertVectors(got);
        assertModels(got);
        assertRefusals(got);
    }

    private static void assertVectors(JsonNode got) {
        assertThat(got.path("numbers")).hasSize(DIMENSION);
        assertThat(cosine(got.path("numbers"), got.path("numbers"))).isCloseTo(1.0, within(1e-5));
        assertThat(cosine(got.path("decoded"), got.path("numbers"))).isCloseTo(1.0, within(1e-5));
        assertThat(cosine(got.path("many").path(0), got.path("numbers"))).isCloseTo(1.0, within(1e-5));
        assertThat(cosine(got.path("many").path(1), got.path("many").path(2))).isCloseTo(1.0, within(1e-5));
        assertThat(cosine(got.path("many").path(0), got.path("many").path(1))).isLessThan(0.99);
        assertThat(got.path("indexes").toString()).isEqualTo("[0,1,2]");
        // [CLS] a red shoe [SEP]
        assertThat(got.path("tokens").asInt()).isEqualTo(5);
    }

    private static void assertModels(JsonNode got) {
        String model = got.path("model").asText();
        assertThat(model).startsWith("demo-");
        assertThat(got.path("models").toString()).isEqualTo("[\"" + model + "\"]");
        assertThat(got.path("retrieved").asText()).isEqualTo(model);
    }

    private static void assertRefusals(JsonNode got) {
        assertThat(got.path("dimensions").path("type").asText()).isEqualTo("BadRequestError");
        assertThat(got.path("dimensions").path("code").asText()).isEqualTo("unsupported_dimensions");
        assertThat(got.path("dimensions").path("param").asText()).isEqualTo("dimensions");
        assertThat(got.path("dimensions").path("body").path("message").asText()).contains("got 64");
        assertThat(got.path("unknown").path("type").asText()).isEqualTo("NotFoundError");
        assertThat(got.path("unknown").path("code").asText()).isEqualTo("unknown_model");
        assertThat(got.path("tokens_refused").path("type").asText()).isEqualTo("BadRequestError");
        assertThat(got.path("tokens_refused").path("body").path("message").asText())
                .contains("token numbers");
    }

    private static double cosine(JsonNode left, JsonNode right) {
        assertThat(left).hasSize(DIMENSION);
        assertThat(right).hasSize(DIMENSION);
        double dot = 0;
        for (int i = 0; i < DIMENSION; i++) {
            dot += left.path(i).asDouble() * right.path(i).asDouble();
        }
        return dot;
    }
}
