package dev.weft.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.gateway.Platform;
import dev.weft.testkit.ArchitectureRules;
import dev.weft.testkit.TestImages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Platform.class)
class AroundTest {

    /** The sink answers these, in the same process or its own; it has no description in OpenAPI yet. */
    private static final String OF_THE_SINK = "/v1/reconciliations";

    private static final Pattern CALL = Pattern.compile("`(GET|POST|PUT|DELETE) (/v1/[^` ]+)`");

    @BeforeEach
    void waitUntilReady() {
        Gateway.awaitReady();
    }

    @Test
    void shouldKeepTheRules() {
        ArchitectureRules.check("dev.weft.gateway");
    }

    @Test
    void shouldDescribeEveryDocumentedCallWithAnExample() throws IOException {
        // given
        String words = Files.readString(Path.of(System.getProperty("weft.root")).resolve("docs/http-api.md"));
        List<List<String>> calls = CALL.matcher(words)
                .results()
                .map(call -> List.of(call.group(1).toLowerCase(Locale.ROOT), call.group(2)))
                .distinct()
                .filter(call -> !call.get(1).startsWith(OF_THE_SINK))
                .toList();
        assertThat(calls).hasSizeGreaterThan(12);

        // when
        JsonNode paths = new ObjectMapper()
                .readTree(Gateway.request().get("/q/openapi?format=json").asString())
                .path("paths");

        // then
        for (List<String> call : calls) {
            JsonNode operation = paths.path(call.get(1)).path(call.get(0));
            assertThat(operation.path("summary").asText()).as("%s", call).isNotBlank();
            assertThat(operation.path("responses").findValues("examples"))
                    .as("%s", call)
                    .isNotEmpty();
            if (call.get(0).startsWith("p") && !call.get(1).endsWith("imports")) {
                assertThat(operation.path("requestBody").findValues("examples"))
                        .as("%s", call)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void shouldServeTheSchemasAsARegistryDoes() {
        // given
        List<String> subjects = Gateway.request().get("/subjects").jsonPath().getList("", String.class);

        // when
        Response latest = Gateway.request()
                .accept("application/vnd.schemaregistry.v1+json, application/vnd.schemaregistry+json, application/json")
                .get("/subjects/weft.media-value/versions/latest");

        // then
        assertThat(subjects).contains("weft.media-value", "weft.embeddings-value");
        assertThat(latest.contentType()).startsWith("application/vnd.schemaregistry.v1+json");
        int id = latest.path("id");
        assertThat(Gateway.request().get("/schemas/ids/" + id).<String>path("schema"))
                .isEqualTo(latest.path("schema"));
        assertThat(Gateway.request()
                        .get("/subjects/weft.media-value/versions")
                        .jsonPath()
                        .getList("", Integer.class))
                .contains(latest.<Integer>path("version"));
        Response unknown = Gateway.request().get("/schemas/ids/999999");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.<Integer>path("error_code")).isEqualTo(40403);
    }

    @Test
    void shouldCountWhatItDoes() {
        // given
        Gateway.picture("metered", TestImages.png(60), "metered");
        Gateway.createJson("{}");
        Gateway.search("{\"text\": \"metered\"}");

        // when
        String metrics = Gateway.request().get("/q/metrics").asString();

        // then
        assertThat(metrics)
                .contains(
                        "media_accepted_total ",
                        "media_rejected_total{reason=\"nothing_to_index\"}",
                        "search_seconds_bucket{");
    }

    @Test
    void shouldBeReadyPartByPart() {
        assertThat(Gateway.request().get("/q/health/ready").jsonPath().getList("checks.name", String.class))
                .contains("gateway: Kafka", "gateway: model", "gateway: vector store");
    }

    @Test
    void shouldServeThePage() {
        assertThat(Gateway.request().get("/").contentType()).startsWith("text/html");
    }
}
