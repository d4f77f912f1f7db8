package dev.weft.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.core.Modality;
import dev.weft.core.ReleaseState;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.releases.ReleaseLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The application: wiring, health, metrics. */
@QuarkusTest
@QuarkusTestResource(value = RolloutKafka.class, restrictToAnnotatedClass = true)
class RolloutServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TestHTTPResource("/")
    URI application = URI.create("http://replaced.invalid/");

    @Test
    void shouldBecomeReadyAndRecordTheFirstRelease() throws Exception {
        await().atMost(PATIENCE).until(() -> get("q/health/ready").statusCode() == 200);

        Config config = ConfigProvider.getConfig();
        KafkaSettings kafka =
                KafkaSettings.from(key -> config.getOptionalValue(key, String.class), config.getPropertyNames());
        try (ReleaseLog log = ReleaseLog.open(kafka, EventCodecs.open(kafka))) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(log.ofSpace("catalog"))
                            .singleElement()
                            .satisfies(release -> {
                                assertThat(release.id()).isEqualTo(RolloutRig.FIRST);
                                assertThat(release.state()).isEqualTo(ReleaseState.LIVE);
                                assertThat(release.contents().towers()).containsKeys(Modality.IMAGE, Modality.TEXT);
                            }));
        }
        assertThat(get("q/health/ready").body()).contains("leads");
        assertThat(get("q/metrics").body()).contains("rollout_leader 1.0", "rollout_projector_lag_records 0.0");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(application.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
