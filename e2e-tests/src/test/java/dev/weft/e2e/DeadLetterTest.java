package dev.weft.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.weft.e2e.Gateway.Hit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A record that fails, is put right and is replayed, by the command line and through the whole application. */
@TestInstance(Lifecycle.PER_CLASS)
class DeadLetterTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String MEDIA = "weft.media";

    /** Scores of the same picture differ by rounding only. */
    private static final double SAME = 0.9999;

    private Standalone standalone;
    private Gateway gateway;
    private Cli cli;

    @BeforeAll
    void start() throws Exception {
        standalone = Standalone.start(Standalone.newDataFolder());
        gateway = standalone.gateway();
        cli = new Cli(standalone.uri());
        gateway.putAndAwait("good", TestPictures.unique(), "a good one");
    }

    @AfterAll
    void stop() throws InterruptedException {
        standalone.close();
    }

    @Test
    void shouldBeAsIfItHadNeverFailedWhenReplayedAfterTheFix() throws Exception {
        // given (an item whose picture is not in the object store)
        byte[] picture = TestPictures.unique();
        byte[] record = BadRecords.withObject(
                Topic.readAll(standalone.kafka(), MEDIA).getFirst().value(),
                new ForeignReader(gateway),
                "broken",
                sha256(picture));
        Topic.send(standalone.kafka(), MEDIA, "default/broken", record);
        awaitState("broken", "failed");
        String id =
                letters("--reason", "object_not_found").getFirst().path("id").asText();

        // when (another item brings the picture, and so puts it right)
        gateway.putAndAwait("never-failed", picture, "a good one");
        Cli.Result dry = cli.run("dlq", "replay", "--stage", "fetch", "--dry-run", "--json");
        Cli.Result replayed = cli.run("dlq", "replay", "--stage", "fetch", "--json");
        awaitState("broken", "searchable");
        int recordsAfter = Topic.readAll(standalone.kafka(), MEDIA).size();
        Cli.Result twice = cli.run("dlq", "replay", id, "--json");

        // then
        assertThat(dry.json().path("counts").path("replayable").asInt())
                .as(dry.err())
                .isEqualTo(1);
        assertThat(replayed.json().path("counts").path("replayed").asInt()).isEqualTo(1);
        assertThat(twice.exitCode()).isZero();
        assertThat(twice.json().path("counts").path("alreadyReplayed").asInt()).isEqualTo(1);
        assertThat(Topic.readAll(standalone.kafka(), MEDIA)).hasSize(recordsAfter);
        List<Hit> hits = gateway.byPicture(picture, 2, "image");
        assertThat(hits).extracting(Hit::id).containsExactlyInAnyOrder("broken", "never-failed");
        assertThat(hits).extracting(Hit::score).allMatch(score -> score > SAME);
        assertThat(letters().getFirst().path("replayed").path("by").asText()).startsWith("weft ");
    }

    @Test
    void shouldTellTheNextAttemptWhenItFailsAgain() throws Exception {
        // given
        byte[] record = "no Avro at all".getBytes(StandardCharsets.UTF_8);
        Topic.send(standalone.kafka(), MEDIA, "default/poison", record);
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> letters("--reason", "bad_magic").size() == 1);
        JsonNode first = letters("--reason", "bad_magic").getFirst();

        // when
        Cli.Result replayed = cli.run("dlq", "replay", first.path("id").asText());

        // then
        assertThat(replayed.exitCode()).as(replayed.err()).isZero();
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> letters("--reason", "bad_magic").size() == 2);
        assertThat(letters("--reason", "bad_magic"))
                .extracting(letter -> letter.path("attempt").asInt())
                .containsExactly(2, 1);
        Cli.Result shown = cli.run("dlq", "show", first.path("id").asText());
        assertThat(shown.out()).contains("bad_magic", HexFormat.of().formatHex(record));
    }

    @Test
    void shouldShowAndReplayOneOnThePageWhoeverNamedIt() throws Exception {
        // given
        String key = "default/<img src=x onerror=alert(1)>\u202eelif";
        Topic.send(standalone.kafka(), MEDIA, key, new byte[] {0, 0, 0, 0x7f, 1, 2, 3});
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> letters("--reason", "unknown_schema_id").size() == 1);

        try (Browser browser = new Browser(standalone.uri())) {
            // when
            Page page = browser.open("/dead-letters.html");
            page.locator("#reason").fill("unknown_schema_id");
            page.locator("#stage").selectOption("read");

            // then
            Locator row = page.locator("#rows tr");
            assertThat(row).hasCount(1);
            assertThat(row).containsText("default/<img src=x onerror=alert(1)>\ufffdelif");
            assertThat(row.locator(".replayed")).hasText("–");

            // and when
            row.getByText("Show").click();
            assertThat(page.locator("#letter-body")).containsText("0000007f010203");
            page.locator("#replay").click();

            // then (it fails again: a second letter, and the first is marked)
            assertThat(page.locator("#notices")).containsText("1 letter replayed");
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> letters("--reason", "unknown_schema_id").size() == 2);
            page.locator("#filter button[type=submit]").click();
            assertThat(row).hasCount(2);
            assertThat(row.last().locator(".replayed")).not().hasText("–");
            assertThat(browser.takeTroubles()).isEmpty();
        }
    }

    private void awaitState(String id, String state) {
        Awaitility.await(id + " is " + state)
                .atMost(LIMIT)
                .until(() -> gateway.media(id).path("state").asText().equals(state));
    }

    private List<JsonNode> letters(String... filter) throws IOException, InterruptedException {
        String[] command = new String[filter.length + 3];
        System.arraycopy(new String[] {"dlq", "list", "--json"}, 0, command, 0, 3);
        System.arraycopy(filter, 0, command, 3, filter.length);
        return cli.run(command).out().lines().map(DeadLetterTest::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return Gateway.JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError("not a line of JSON: " + line, e);
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
