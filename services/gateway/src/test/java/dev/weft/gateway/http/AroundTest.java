package dev.weft.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.gateway.Platform;
import dev.weft.testkit.ArchitectureRules;
import dev.weft.testkit.TestImages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Platform.class)
class AroundTest {

    @BeforeEach
    void waitUntilReady() {
        Gateway.awaitReady();
    }

    @Test
    void shouldKeepTheRules() {
        ArchitectureRules.check("dev.weft.gateway");
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
