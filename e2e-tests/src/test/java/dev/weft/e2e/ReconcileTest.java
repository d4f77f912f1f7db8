package dev.weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.MediaKey;
import dev.weft.e2e.Gateway.Hit;
import dev.weft.vectorstore.Mutation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** An index that was changed behind the back of a whole installation: found, told and repaired, by the command line and over HTTP. */
@TestInstance(Lifecycle.PER_CLASS)
class ReconcileTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String RUNS = "/v1/reconciliations";
    private static final List<DemoCatalog.Entry> GOOD = DemoCatalog.entries().subList(0, 20);

    private static final byte[] LOST = DemoCatalog.picture("noto-1f6b2");
    private static final byte[] OLD = DemoCatalog.picture("noto-2602-fe0f");
    private static final byte[] NEW = DemoCatalog.picture("noto-1f355");
    private static final byte[] GONE = DemoCatalog.picture("noto-1f408");

    /** Scores of the same picture differ by rounding only. */
    private static final double SAME = 0.9999;

    private Path data;
    private Standalone standalone;
    private Gateway gateway;
    private Cli cli;
    private long oldVersion;
    private long newVersion;
    private long goneVersion;

    @BeforeAll
    void start() throws Exception {
        data = Standalone.newDataFolder();
        standalone = Standalone.start(data);
        gateway = standalone.gateway();
        cli = new Cli(standalone.uri());
        Path catalog = DemoCatalog.write(GOOD, Files.createTempDirectory(Project.target(), "catalog-"));
        assertThat(cli.run("import", catalog.toString()).exitCode()).isZero();
        gateway.putAndAwait("lost", LOST, "");
        oldVersion = gateway.putAndAwait("stale", OLD, "");
        newVersion = gateway.putAndAwait("stale", NEW, "");
        goneVersion = gateway.putAndAwait("gone", GONE, "");
        gateway.delete("/v1/media/gone");
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> Gateway.find(gateway.byPicture(GONE, 5, "image"), "gone")
                        .isEmpty());
    }

    /** What a restored or damaged disk leaves: one item lost, one in an older version, a deleted one alive, and one that never was. */
    @BeforeEach
    void plantDrift() throws Exception {
        standalone.stop();
        new IndexOnDisk(data.resolve("index")).rewrite(content -> {
            Mutation bicycle = Objects.requireNonNull(content.remove(key("lost")));
            content.put(key("stale"), IndexOnDisk.as(key("stale"), oldVersion, bicycle));
            content.put(key("gone"), IndexOnDisk.as(key("gone"), goneVersion, bicycle));
            content.put(key("never-sent"), IndexOnDisk.as(key("never-sent"), 1, bicycle));
        });
        standalone.restart();
    }

    @AfterAll
    void stop() throws InterruptedException {
        standalone.close();
    }

    @Test
    void shouldFindExactlyWhatWasPlantedAndRepairItWhenAskedOnTheCommandLine() throws Exception {
        // given
        List<Hit> wrong = gateway.byPicture(LOST, 5, "image");

        // when
        Cli.Result verified = cli.run("reconcile", "--verify", "--json");
        Cli.Result again = cli.run("reconcile", "--verify");
        Cli.Result repaired = cli.run("reconcile", "--repair", "--json");
        Cli.Result clean = cli.run("reconcile", "--verify");

        // then
        assertThat(wrong).extracting(Hit::id).contains("stale").doesNotContain("lost");
        assertThat(verified.exitCode()).as(verified.err()).isEqualTo(1);
        assertThat(findings(verified.json().path("report")))
                .containsExactlyInAnyOrder(
                        "missing lost not_tried",
                        "stale stale not_tried",
                        "extra gone not_tried",
                        "extra never-sent not_tried");
        assertThat(again.exitCode()).as(again.err()).isEqualTo(1);
        assertThat(again.out())
                .containsPattern("missing +1 +0\n")
                .containsPattern("stale +1 +0\n")
                .containsPattern("extra +2 +0\n")
                .containsPattern("stale +default/stale +" + newVersion + " +" + oldVersion)
                .contains("The store does not hold what the log says.");
        assertThat(repaired.exitCode()).as(repaired.err() + repaired.out()).isZero();
        assertThat(findings(repaired.json().path("report")))
                .containsExactlyInAnyOrder(
                        "missing lost repaired",
                        "stale stale repaired",
                        "extra gone repaired",
                        "extra never-sent repaired");
        assertThat(clean.exitCode()).as(clean.err() + clean.out()).isZero();
        assertThat(clean.out()).contains("The store holds what the log says.");
        assertThat(gateway.byPicture(LOST, 1, "image").getFirst())
                .satisfies(hit -> assertThat(hit.id()).isEqualTo("lost"))
                .satisfies(hit -> assertThat(hit.score()).isGreaterThan(SAME));
        assertThat(Gateway.find(gateway.byPicture(NEW, 2, "image"), "stale"))
                .hasValueSatisfying(hit -> assertThat(hit.score()).isGreaterThan(SAME))
                .hasValueSatisfying(hit -> assertThat(hit.version()).isEqualTo(newVersion));
        assertThat(gateway.byPicture(GONE, GOOD.size(), "image"))
                .extracting(Hit::id)
                .doesNotContain("gone", "never-sent");
    }

    @Test
    void shouldAnswerAsItsDocumentationShowsWhenAskedOverHttp() throws Exception {
        // given
        JsonNode shown = documented("\"mode\": \"verify\", \"release\": \"catalog@1\", \"state\"");
        ObjectNode verify =
                Gateway.JSON.createObjectNode().put("mode", "verify").put("release", "catalog@1");

        // when
        Gateway.Answer accepted = gateway.send("POST", RUNS, verify);
        JsonNode run = ended(accepted.body().path("id").asText());
        Gateway.Answer otherRelease = gateway.send(
                "POST",
                RUNS,
                Gateway.JSON.createObjectNode().put("mode", "verify").put("release", "catalog@2"));
        Gateway.Answer unknown = gateway.get(RUNS + "/no-such-run");
        JsonNode repaired = ended(gateway.send("POST", RUNS, verify.put("mode", "repair"))
                .body()
                .path("id")
                .asText());

        // then
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(fields(run)).isEqualTo(fields(shown));
        assertThat(fields(run.path("report"))).isEqualTo(fields(shown.path("report")));
        for (String part : List.of("log", "store", "found", "repaired")) {
            assertThat(fields(run.path("report").path(part)))
                    .as(part)
                    .isEqualTo(fields(shown.path("report").path(part)));
        }
        assertThat(fields(finding(run, "missing"))).isEqualTo(fields(finding(shown, "missing")));
        assertThat(fields(finding(run, "stale"))).contains("storeVersion");
        assertThat(run.path("report").path("result").asText()).isEqualTo("wrong");
        assertThat(run.path("report").path("unlogged").path("extra").asInt()).isEqualTo(1);
        assertThat(repaired.path("report").path("result").asText()).isEqualTo("clean");
        assertThat(otherRelease.status()).isEqualTo(404);
        assertThat(otherRelease.reason()).isEqualTo("unknown_release");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.reason()).isEqualTo("unknown_reconciliation");
        assertThat(gateway.get(RUNS).body().path("reconciliations"))
                .extracting(one -> one.path("id").asText())
                .startsWith(repaired.path("id").asText(), run.path("id").asText());
        assertThat(gateway.get("/q/metrics").body().asText())
                .contains("reconcile_missing_total 2.0", "reconcile_repaired_total 4.0");
    }

    private JsonNode ended(String id) {
        return Awaitility.await("reconciliation " + id)
                .atMost(LIMIT)
                .until(
                        () -> gateway.get(RUNS + "/" + id).body(),
                        run -> !run.path("state").asText().equals("running"));
    }

    private static MediaKey key(String id) {
        return MediaKey.of("default", id);
    }

    private static List<String> findings(JsonNode report) {
        return StreamSupport.stream(report.path("findings").spliterator(), false)
                .map(finding -> finding.path("kind").asText() + " "
                        + finding.path("id").asText() + " "
                        + finding.path("repair").asText())
                .toList();
    }

    private static JsonNode finding(JsonNode run, String kind) {
        return StreamSupport.stream(run.path("report").path("findings").spliterator(), false)
                .filter(finding -> finding.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> fields(JsonNode object) {
        return object.properties().stream().map(field -> field.getKey()).toList();
    }

    /** The JSON block of the documentation that holds these words. */
    private static JsonNode documented(String words) throws IOException {
        Matcher blocks = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Project.docs().resolve("http-api.md")));
        return blocks.results()
                .map(block -> block.group(1))
                .filter(block -> block.contains(words))
                .findFirst()
                .map(block -> {
                    try {
                        return Gateway.JSON.readTree(block);
                    } catch (IOException e) {
                        throw new AssertionError("the documentation must show JSON, got " + block, e);
                    }
                })
                .orElseThrow();
    }
}
