package dev.weft.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.cli.FakeGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole command lines: what they print and what they end with. */
class WeftCommandTest {

    private final FakeGateway gateway;

    @TempDir
    private Path folder = Path.of("");

    WeftCommandTest() throws IOException {
        gateway = FakeGateway.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldPrintATableWhenSearching() throws Exception {
        // given
        importPictures("red.png", "blue.png");

        // when
        Outcome outcome = weft("search", "a", "red", "shoe", "-k", "1", "--in", "image");

        // then
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines().toList().get(1)).matches("   1   0\\.500  blue\\.png .*image .*");
        assertThat(gateway.searches().getLast())
                .isEqualTo(json("{\"text\": \"a red shoe\", \"k\": 1, \"modalities\": [\"image\"]}"));
    }

    @Test
    void shouldPrintTheAnswerWhenAskedForJson() throws Exception {
        // given
        importPictures("red.png");

        // when
        Outcome outcome = weft("search", "--like", "x", "--filter", "{\"eq\": [\"a\", \"b\"]}", "--json");

        // then
        assertThat(json(outcome.out()).path("hits").path(0).path("id").asText()).isEqualTo("red.png");
        assertThat(gateway.searches().getLast())
                .isEqualTo(json("{\"mediaId\": \"x\", \"k\": 10, \"filter\": {\"eq\": [\"a\", \"b\"]}}"));
    }

    @Test
    void shouldSendThePictureWhenSearchingByOne() throws Exception {
        // given
        Path picture = Files.writeString(folder.resolve("query.png"), "bytes");

        // when
        weft("search", "--image", picture.toString());

        // then
        assertThat(gateway.searches().getLast().path("image").asText())
                .isEqualTo("data:application/octet-stream;base64,Ynl0ZXM=");
    }

    @Test
    void shouldEndWithUsageWhenTheCommandLineIsWrong() {
        assertThat(weft("search").exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(weft("search", "words", "--like", "id").exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(weft("search", "words", "--filter", "{").exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(weft("status", "../etc").exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(weft("import", folder.toString(), "--concurrency", "0").exitCode())
                .isEqualTo(ExitCodes.USAGE);
        assertThat(weft("nonsense").exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(run("status", "x", "--url", "ftp://somewhere").exitCode()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void shouldSayWhatAndWhatToDoWhenTheGatewayRefuses() {
        // when
        Outcome outcome = weft("search", "words", "-k", "1000000000");

        // then
        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(outcome.err()).contains("k must be 1 to 1000").contains("with -k");
    }

    @Test
    void shouldEndWithItsOwnCodeWhenNobodyAnswers() {
        // when
        Outcome outcome = run("search", "words", "--url", "http://127.0.0.1:1");

        // then
        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.UNREACHABLE);
        assertThat(outcome.err()).contains("http://127.0.0.1:1").contains("./weft demo");
    }

    @Test
    void shouldShowStateAndTimesWhenAskedForAnItem() throws Exception {
        // given
        importPictures("red.png");

        // when
        Outcome outcome = weft("status", "red.png");

        // then
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains("red.png  searchable")
                .contains("accepted")
                .contains("+0 ms");
    }

    @Test
    void shouldTellFailedFromMissingWhenAskedForAnItem() throws Exception {
        // given
        gateway.fail("bad.png");
        importPictures("bad.png");

        // when, then
        assertThat(weft("status", "bad.png").exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(weft("status", "bad.png").out()).contains("decode: truncated: it ends too early");
        assertThat(weft("status", "nobody").exitCode()).isEqualTo(ExitCodes.NOT_FOUND);
    }

    @Test
    void shouldDeleteTheOthersWhenOneIsNotThere() throws Exception {
        // given
        importPictures("red.png", "blue.png");

        // when
        Outcome outcome = weft("delete", "red.png", "nobody", "blue.png", "--json");

        // then
        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.NOT_FOUND);
        assertThat(outcome.out().lines())
                .containsExactly(
                        "{\"id\":\"red.png\",\"deleted\":true}",
                        "{\"id\":\"nobody\",\"deleted\":false}",
                        "{\"id\":\"blue.png\",\"deleted\":true}");
        assertThat(gateway.items()).isEmpty();
    }

    @Test
    void shouldEndWithOneLineOfJsonWhenImporting() throws Exception {
        // given
        gateway.refuse("bad.png");

        // when
        Outcome outcome = importPictures("good.png", "bad.png");

        // then
        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.FAILED);
        JsonNode line = json(outcome.out());
        assertThat(line.path("items").asInt()).isEqualTo(2);
        assertThat(line.path("searchable").asInt()).isEqualTo(1);
        assertThat(line.path("failed").asInt()).isEqualTo(1);
        assertThat(line.path("failures").path(0).path("where").asText()).isEqualTo("bad.png");
    }

    @Test
    void shouldNameWhatIsMissingWhenThereIsNoCatalog() {
        // when
        Outcome outcome = weft("import", folder.resolve("nowhere").toString());

        // then
        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(outcome.err()).contains("nowhere");
    }

    private Outcome importPictures(String... names) throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        for (String name : names) {
            Files.writeString(pictures.resolve(name), "bytes of " + name);
        }
        return weft("import", pictures.toString(), "--json");
    }

    private Outcome weft(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", gateway.uri().toString()));
        return run(all.toArray(String[]::new));
    }

    private record Outcome(int exitCode, String out, String err) {}

    private static Outcome run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream standardOut = System.out;
        PrintStream standardErr = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int exitCode = WeftCommand.run(arguments);
            return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(standardOut);
            System.setErr(standardErr);
        }
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
