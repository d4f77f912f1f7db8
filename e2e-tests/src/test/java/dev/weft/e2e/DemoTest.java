package dev.weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./weft demo} on the pictures of one vendor and with a short round: what it says, and what the API says of it afterwards. One run for all that is asked of it. */
class DemoTest {

    private static final long WITHIN_SECONDS = 300;

    /** Half the catalog, and families enough for the gate. */
    private static final String VENDOR = "noto-";

    private static final List<String> SHORT_ROUND =
            List.of("-Dweft.trainer.steps=60", "-Dweft.trainer.batch-size=256", "-Dweft.trainer.hidden=128");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldImportSearchLearnAndBringLiveWhatTheGateFindsBetter() throws Exception {
        // given
        List<DemoCatalog.Entry> entries = DemoCatalog.entries().stream()
                .filter(entry -> entry.id().startsWith(VENDOR))
                .toList();
        DemoCatalog.write(entries, folder);
        int port = Standalone.freePort();
        Process demo = demo(port);
        try {
            // when
            JsonNode told = resultOf(demo);

            // then
            assertThat(told.path("items").asInt()).isEqualTo(entries.size());
            assertThat(told.path("failed").asInt(-1)).isZero();
            assertThat(told.path("searches")).hasSize(3);
            requireRound(told.path("round"), new Gateway(URI.create("http://127.0.0.1:" + port)));
        } finally {
            demo.destroy();
            if (!demo.waitFor(60, TimeUnit.SECONDS)) {
                demo.destroyForcibly();
            }
        }
    }

    private void requireRound(JsonNode round, Gateway gateway) throws Exception {
        assertThat(round.path("outcome").asText()).as(log(round)).isEqualTo("live");
        String release = round.path("release").asText();
        assertThat(release)
                .isEqualTo("catalog@2")
                .isEqualTo(round.path("serving").asText());
        JsonNode recall = round.path("heldOut").path("text_to_image").path("R@10");
        assertThat(recall.path("after").asDouble())
                .isGreaterThan(recall.path("before").asDouble());
        assertThat(recall.path("low").asDouble()).isPositive();
        assertThat(round.path("heldOut").path("image_to_text").size()).isEqualTo(3);
        assertThat(round.path("seconds").properties())
                .extracting(phase -> phase.getKey())
                .contains("mining", "learning", "judging");
        requireChangedQueries(round.path("changed"), release);

        JsonNode releases = gateway.get("/v1/releases").body().path("releases");
        assertThat(releases.findValuesAsText("state")).containsExactly("live", "standby");
        assertThat(gateway.get("/v1/releases/catalog@2/files/report.json")
                        .body()
                        .path("decision")
                        .path("verdict")
                        .asText())
                .isEqualTo("APPROVED");
        JsonNode mined = gateway.get("/v1/mining-rounds").body().path("rounds").path(0);
        assertThat(mined.path("done").asInt())
                .isPositive()
                .isEqualTo(mined.path("anchors").asInt());
        assertThat(mined.path("negatives").asInt()).isPositive();
        assertThat(gateway.get("/v1/training-rounds")
                        .body()
                        .path("rounds")
                        .path(0)
                        .path("outcome")
                        .asText())
                .isEqualTo("approved");
    }

    private static void requireChangedQueries(JsonNode changed, String release) {
        assertThat(changed.size()).isBetween(3, 4);
        assertThat(changed).allSatisfy(query -> {
            assertThat(query.path("before").path("release").asText()).isEqualTo("catalog@1");
            assertThat(query.path("after").path("release").asText()).isEqualTo(release);
            assertThat(query.path("after").path("hits")).isNotEmpty();
        });
        JsonNode best = changed.path(0);
        assertThat(best.path("after").path("rank").asInt(1_000))
                .isLessThan(best.path("before").path("rank").asInt(1_000));
    }

    private Process demo(int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(SHORT_ROUND);
        command.addAll(List.of(
                "-jar",
                Project.standaloneJar().toString(),
                "demo",
                "--json",
                "--catalog",
                folder.toString(),
                "--data",
                Standalone.newDataFolder().toString(),
                "--port",
                Integer.toString(port)));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(Project.target().resolve("demo.err").toFile());
        builder.environment().put("OMP_WAIT_POLICY", "passive");
        Process launched = builder.start();
        // A test run that is itself cut off leaves no server behind.
        Runtime.getRuntime().addShutdownHook(new Thread(launched::destroyForcibly));
        return launched;
    }

    /** The line of JSON; the server stays. */
    private static JsonNode resultOf(Process demo) throws Exception {
        BufferedReader out = demo.inputReader(StandardCharsets.UTF_8);
        String line = CompletableFuture.supplyAsync(
                        () -> out.lines().filter(each -> each.startsWith("{")).findFirst())
                .get(WITHIN_SECONDS, TimeUnit.SECONDS)
                .orElseThrow(() -> new AssertionError("the demo ended without a result; see target/demo.err"));
        return Gateway.JSON.readTree(line);
    }

    private static String log(JsonNode round) throws IOException {
        return round + "\n" + Files.readString(Project.target().resolve("demo.err"));
    }
}
