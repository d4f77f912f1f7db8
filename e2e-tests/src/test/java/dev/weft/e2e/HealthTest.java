package dev.weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What an operator asks a running installation. */
@UsesDemoInstallation
class HealthTest {

    @Test
    void shouldSayOfEveryServiceThatItIsReadyWhenStarted(Standalone standalone) throws Exception {
        // when
        JsonNode ready = standalone.gateway().get("/q/health/ready").body();

        // then
        assertThat(ready.path("status").asText()).isEqualTo("UP");
        assertThat(ready.path("checks").findValuesAsText("name"))
                .anyMatch(name -> name.contains("gateway"))
                .anyMatch(name -> name.contains("embedder"))
                .anyMatch(name -> name.contains("sink"));
    }

    @Test
    void shouldMeasureTheWholeWayWhenItemsHaveGoneThrough(Standalone standalone) throws Exception {
        // when
        String metrics = standalone.gateway().get("/q/metrics").body().asText();

        // then
        assertThat(metrics)
                .contains("time_to_searchable_seconds_bucket")
                .contains("embed_batch_size")
                .contains("embed_inference_seconds");
    }

    @Test
    void shouldDescribeItsApiWhenAsked(Standalone standalone) throws Exception {
        // when
        String api = standalone.gateway().get("/q/openapi?format=json").body().toString();

        // then
        assertThat(api).contains("/v1/media").contains("/v1/search").contains("/v1/stats");
    }
}
