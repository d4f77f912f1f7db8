package dev.weft.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cli.FakeExchange;
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

/** Whole command lines for training elsewhere: measuring, taking triplets, bringing heads. */
class ExchangeCommandsTest {

    private static final String FIGURE = """
            {"id": "e1", "release": "catalog@2", %s"phase": "ended", "outcome": "measured", "sets": [
             {"name": "in-domain", "queries": 152, "families": 76, "figures": [
              {"direction": "t2i", "metric": "recall_at_10", "value": 41.44, "low": 33.5, "high": 49.3%s}]}]}""";

    @TempDir
    private Path folder;

    private final FakeExchange gateway;

    ExchangeCommandsTest() throws IOException {
        gateway = FakeExchange.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldPrintARowPerFigureOfARelease() {
        gateway.answer("POST /v1/evaluations", 202, "{\"id\": \"e1\", \"phase\": \"measuring\"}");
        gateway.answer("GET /v1/evaluations/e1", 200, FIGURE.formatted("", ""));

        Outcome outcome = weft("eval", "catalog@2");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.lines())
                .containsExactly(
                        "set queries direction metric catalog@2 95 %",
                        "in-domain 152 in 76 families text→image R@10 41.4 33.5 to 49.3");
        assertThat(gateway.bodies().getFirst()).isEqualTo("{\"release\":\"catalog@2\"}");
    }

    @Test
    void shouldPrintChangesWhenComparing() {
        gateway.answer("POST /v1/evaluations", 202, "{\"id\": \"e1\", \"phase\": \"measuring\"}");
        gateway.answer(
                "GET /v1/evaluations/e1",
                200,
                FIGURE.formatted(
                        "\"against\": \"catalog@1\", ",
                        ", \"against\": 17.1, \"change\": 24.34, \"changeLow\": 16.4, \"changeHigh\": 32.2"));

        Outcome outcome = weft("eval", "--against", "catalog@1");

        assertThat(outcome.lines())
                .containsExactly(
                        "set queries direction metric catalog@1 catalog@2 change 95 %",
                        "in-domain 152 in 76 families text→image R@10 17.1 41.4 +24.3 +16.4 to +32.2");
        assertThat(gateway.bodies().getFirst()).isEqualTo("{\"against\":\"catalog@1\"}");
    }

    @Test
    void shouldEndWithOneWhenThereIsNothingToMeasure() {
        gateway.answer(
                "POST /v1/evaluations",
                202,
                "{\"id\": \"e1\", \"phase\": \"ended\", \"outcome\": \"nothing_to_measure\", \"message\": \"no item\"}");

        Outcome outcome = weft("eval");

        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(outcome.lines()).isEmpty();
    }

    @Test
    void shouldBringHeadsAndWaitForTheGate() throws IOException {
        // given
        write("release.json", "{\"heads\": {\"image\": {\"file\": \"image.onnx\"}}, \"madeBy\": \"me\"}");
        write("image.onnx", "graph");
        String candidate = "{\"id\": \"catalog@7\", \"state\": \"candidate\"}";
        gateway.answer("POST /v1/releases", 201, candidate);
        gateway.answer("GET /v1/releases/catalog@7", 200, candidate);
        gateway.answer(
                "GET /v1/releases/catalog@7",
                200,
                "{\"id\": \"catalog@7\", \"state\": \"rejected\", \"reason\": \"guard fell\"}");

        // when
        Outcome outcome = weft("releases", "import", folder.toString());

        // then
        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(outcome.lines()).containsExactly("catalog@7 is rejected. guard fell");
        assertThat(gateway.bodies().getFirst())
                .contains("name=\"release\"", "\"madeBy\":\"me\"", "name=\"image\"; filename=\"image.onnx\"", "graph");
    }

    @Test
    void shouldNotWaitWhenToldNotTo() throws IOException {
        write("release.json", "{\"heads\": {\"image\": {\"file\": \"image.onnx\"}}}");
        write("image.onnx", "graph");
        gateway.answer("POST /v1/releases", 201, "{\"id\": \"catalog@7\", \"state\": \"candidate\"}");

        Outcome outcome = weft("releases", "import", folder.toString(), "--no-wait");

        assertThat(outcome.exitCode()).isZero();
        assertThat(gateway.bodies()).hasSize(1);
    }

    @Test
    void shouldUploadNothingFromOutsideOfTheFolder() throws IOException {
        Files.writeString(folder.resolve("secret"), "secret");
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Files.createSymbolicLink(inside.resolve("link"), folder.resolve("secret"));
        for (String name : List.of("../secret", folder.resolve("secret").toString(), "link", "", "none.onnx")) {
            Files.writeString(inside.resolve("release.json"), "{\"heads\": {\"image\": {\"file\": \"" + name + "\"}}}");

            assertThat(weft("releases", "import", inside.toString()).exitCode())
                    .as(name)
                    .isEqualTo(ExitCodes.FAILED);
        }
        assertThat(weft("releases", "import", folder.toString()).exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(gateway.bodies()).isEmpty();
    }

    @Test
    void shouldWriteTripletsToAFileOrToStandardOutput() throws IOException {
        gateway.answer("GET /v1/batches:export?anchor=text&negatives=1", 200, "{\"anchor\": 1}\n{\"anchor\": 2}\n");
        Path file = folder.resolve("triplets.jsonl");

        Outcome written = weft("export", "triplets", file.toString());
        Outcome printed = weft("export", "triplets", "-");

        assertThat(written.lines()).containsExactly("2 rows are in " + file);
        assertThat(file).hasContent("{\"anchor\": 1}\n{\"anchor\": 2}\n");
        assertThat(printed.lines()).containsExactly("{\"anchor\": 1}", "{\"anchor\": 2}");
    }

    @Test
    void shouldLeaveNoFileWhenTheExportIsRefused() throws IOException {
        gateway.answer(
                "GET /v1/batches:export?anchor=media&negatives=99&release=catalog%401",
                400, "{\"reason\": \"malformed_request\", \"detail\": \"negatives must be 0 to 16\"}");
        Path file = folder.resolve("triplets.jsonl");

        Outcome outcome = weft(
                "export",
                "triplets",
                file.toString(),
                "--anchor",
                "media",
                "--negatives",
                "99",
                "--release",
                "catalog@1");

        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(folder).isEmptyDirectory();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private record Outcome(int exitCode, String out) {

        List<String> lines() {
            return out.lines().map(line -> line.replaceAll(" +", " ")).toList();
        }
    }

    private Outcome weft(String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--url", gateway.uri().toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream standardOut = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            int exitCode = WeftCommand.run(arguments.toArray(String[]::new));
            return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(standardOut);
        }
    }
}
