package dev.weft.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.cli.FakeDeadLetters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole command lines about dead letters: what they print and what they end with. */
class DlqCommandTest {

    private final FakeDeadLetters gateway;

    DlqCommandTest() throws IOException {
        gateway = FakeDeadLetters.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldPrintARowPerLetterWhenListingOverPages() {
        // when
        Outcome outcome = weft("dlq", "list", "--stage", "fetch", "--reason", "a&b=c", "--release", "catalog@1");

        // then
        assertThat(outcome.exitCode()).isZero();
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0)).matches("id +failed at +stage +reason +key +origin +attempt +replayed");
        assertThat(lines.get(2))
                .matches("0-6 +2026-11-25T10:00:00.000Z +fetch +object_not_found +default/b +weft.media-0@5 +1 +-");
        assertThat(lines.get(4)).isEqualTo("3 in all");
        assertThat(gateway.queries())
                .containsExactly(
                        "stage=fetch&reason=a&b=c&release=catalog@1&limit=100",
                        "stage=fetch&reason=a&b=c&release=catalog@1&limit=98&after=0-6_1-2");
    }

    @Test
    void shouldStopAtTheLimitWhenThereAreMore() {
        Outcome outcome = weft("dlq", "list", "--limit", "2");

        assertThat(outcome.out().lines().toList().getLast()).isEqualTo("2, and there may be more");
        assertThat(gateway.queries()).containsExactly("limit=2");
    }

    @Test
    void shouldPrintALinePerLetterWhenListingAsJson() throws Exception {
        Outcome outcome = weft("dlq", "list", "--json");

        List<String> lines = outcome.out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(json(lines.getFirst()).path("key").asText()).isEqualTo(FakeDeadLetters.HOSTILE);
    }

    @Test
    void shouldDisarmTextsWhenTheyWouldSteerTheTerminal() {
        for (Outcome outcome :
                List.of(weft("dlq", "list"), weft("dlq", "show", "0-7"), weft("dlq", "replay", "--all"))) {
            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.out()).contains("fake row").doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\n]]");
            assertThat(outcome.out().lines()).noneMatch(line -> line.startsWith("0-0"));
        }
    }

    @Test
    void shouldShowTheBytesWhenAskedForOne() {
        Outcome outcome = weft("dlq", "show", "0-7");

        assertThat(outcome.out())
                .contains("0-7  fetch: object_not_found", "error       dev.weft.Missing", "value       20 bytes")
                .contains("000102030405060708090a0b0c0d0e0f\n              10111213");
    }

    @Test
    void shouldEndWithThreeWhenThereIsNoSuchLetter() {
        assertThat(weft("dlq", "show", "0-8").exitCode()).isEqualTo(ExitCodes.NOT_FOUND);
        assertThat(weft("dlq", "replay", "9-9").exitCode()).isEqualTo(ExitCodes.NOT_FOUND);
    }

    @Test
    void shouldEndWithUsageWhenTheCommandLineIsWrong() {
        for (String[] wrong : List.of(
                new String[] {"dlq"},
                new String[] {"dlq", "replay"},
                new String[] {"dlq", "replay", "0-7", "--all"},
                new String[] {"dlq", "replay", "x"},
                new String[] {"dlq", "show", "../0"},
                new String[] {"dlq", "list", "--since", "soon"},
                new String[] {"dlq", "list", "--limit", "0"})) {
            assertThat(weft(wrong).exitCode()).as(String.join(" ", wrong)).isEqualTo(ExitCodes.USAGE);
        }
        assertThat(gateway.replays()).isEmpty();
    }

    @Test
    void shouldGoThroughAllPagesWhenReplayingByFilter() throws Exception {
        // when
        Outcome outcome = weft("dlq", "replay", "--reason", "object_not_found", "--dry-run", "--again", "--json");

        // then
        JsonNode summary = json(outcome.out());
        assertThat(summary.path("dryRun").asBoolean()).isTrue();
        assertThat(summary.path("counts").path("replayable").asInt()).isEqualTo(2);
        assertThat(summary.path("letters")).hasSize(2);
        assertThat(gateway.replays()).hasSize(2);
        JsonNode first = gateway.replays().getFirst();
        assertThat(first.path("filter")).isEqualTo(json("{\"reason\": \"object_not_found\"}"));
        assertThat(first.path("again").asBoolean()).isTrue();
        assertThat(first.path("dryRun").asBoolean()).isTrue();
        assertThat(first.path("by").asText()).startsWith("weft ");
        assertThat(gateway.replays().getLast().path("after").asText()).isEqualTo("0-6_1-2");
    }

    @Test
    void shouldReplayTheNamedOnesWhenGivenIds() throws Exception {
        Outcome outcome = weft("dlq", "replay", "0-7", "0-6");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines().toList().getLast()).isEqualTo("1 replayed");
        assertThat(gateway.replays().getFirst().path("ids")).isEqualTo(json("[\"0-7\", \"0-6\"]"));
    }

    private Outcome weft(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (arguments.length > 1) {
            all.addAll(List.of("--url", gateway.uri().toString()));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream standardOut = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            return new Outcome(WeftCommand.run(all.toArray(String[]::new)), out.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(standardOut);
        }
    }

    private record Outcome(int exitCode, String out) {}

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
