package dev.weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.core.Split;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./weft demo} on a part of the catalog and with a short round: what it says, and what the API says of it afterwards. One run for all that is asked of it. Whether
 * so short a round is good enough for the gate is a matter of single queries, so both ends of it are fine here, and each must be told as it is.
 */
class DemoTest {

    private static final long WITHIN_SECONDS = 300;

    private static final String VENDOR = "noto-";

    /** Of the families to learn from; of those that the gate needs, all. */
    private static final int ONE_IN = 2;

    private static final List<String> SHORT_ROUND = List.of(
            "-Dweft.trainer.steps=100",
            "-Dweft.trainer.batch-size=256",
            "-Dweft.trainer.hidden=128",
            "-Dweft.trainer.dial=0.7");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldImportSearchLearnAndTellWhatTheGateHasDecided() throws Exception {
        // given
        List<DemoCatalog.Entry> entries = part();
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

    private static List<DemoCatalog.Entry> part() {
        AtomicInteger learnt = new AtomicInteger();
        return DemoCatalog.entries().stream()
                .filter(entry -> entry.id().startsWith(VENDOR))
                .filter(entry -> Split.of(entry.line().path("family").asText()) != Split.TRAIN
                        || learnt.getAndIncrement() % ONE_IN == 0)
                .toList();
    }

    private static void requireRound(JsonNode round, Gateway gateway) throws Exception {
        assertThat(round.path("release").asText()).as(log(round)).isEqualTo("catalog@2");
        JsonNode recall = round.path("heldOut").path("text_to_image").path("R@10");
        assertThat(recall.path("after").asDouble() - recall.path("before").asDouble())
                .isBetween(recall.path("low").asDouble(), recall.path("high").asDouble());
        assertThat(round.path("heldOut").path("image_to_text").size()).isEqualTo(3);
        assertThat(round.path("heldOut").path("families").asInt()).isGreaterThanOrEqualTo(50);
        assertThat(round.path("seconds").properties())
                .extracting(Map.Entry::getKey)
                .contains("mining", "learning", "judging");
        requireWhatTheApiSays(round.path("outcome").asText(), gateway);
        List<String> states =
                gateway.get("/v1/releases").body().path("releases").findValuesAsText("state");
        if (round.path("outcome").asText().equals("live")) {
            assertThat(round.path("serving").asText()).isEqualTo("catalog@2");
            assertThat(states).containsExactly("live", "standby");
            requireChangedQueries(round.path("changed"), "catalog@2");
        } else {
            assertThat(round.path("outcome").asText()).as(log(round)).isEqualTo("rejected");
            assertThat(round.path("serving").asText()).isEqualTo("catalog@1");
            assertThat(round.path("message").asText()).isNotBlank();
            assertThat(states).containsExactly("rejected", "live");
            assertThat(round.path("changed")).isEmpty();
        }
    }

    private static void requireWhatTheApiSays(String outcome, Gateway gateway) throws Exception {
        String verdict = outcome.equals("live") ? "approved" : outcome;
        assertThat(gateway.get("/v1/releases/catalog@2/files/report.json")
                        .body()
                        .path("decision")
                        .path("verdict")
                        .asText())
                .isEqualToIgnoringCase(verdict);
        JsonNode mined = gateway.get("/v1/mining-rounds").body().path("rounds").path(0);
        assertThat(mined.path("done").asInt())
                .isPositive()
                .isEqualTo(mined.path("anchors").asInt());
        assertThat(mined.path("negatives").asInt()).isPositive();
        JsonNode learnt =
                gateway.get("/v1/training-rounds").body().path("rounds").path(0);
        assertThat(learnt.path("outcome").asText()).isEqualTo(verdict);
    }

    private static void requireChangedQueries(JsonNode changed, String release) {
        assertThat(changed.size()).isBetween(1, 4);
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
        // On a thread of its own: the common pool may have a single one, which tells of the end of processes too.
        String line = CompletableFuture.supplyAsync(
                        () -> out.lines().filter(each -> each.startsWith("{")).findFirst(), Thread::startVirtualThread)
                .get(WITHIN_SECONDS, TimeUnit.SECONDS)
                .orElseThrow(() -> new AssertionError("the demo ended without a result; see target/demo.err"));
        return Gateway.JSON.readTree(line);
    }

    private static String log(JsonNode round) throws IOException {
        return round + "\n" + Files.readString(Project.target().resolve("demo.err"));
    }
}
