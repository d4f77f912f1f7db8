package dev.weft.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.core.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole command lines about models: what they print and what they end with. */
class ModelsCommandTest {

    private static final String WEIGHTS = "onnx/model.onnx";

    @TempDir
    private Path folder = Path.of("");

    private Path upstream = Path.of("");

    @BeforeEach
    void describeAModel() throws IOException {
        upstream = Files.createDirectories(folder.resolve("upstream"));
        write(upstream.resolve("config.json"), "{}");
        write(upstream.resolve(WEIGHTS), "weights");
        write(folder.resolve("catalog/tiny.yaml"), """
                name: tiny
                description: for a test
                modalities: [text]
                dimension: 8
                licence: Apache-2.0
                sources:
                  - mirror: http://127.0.0.1:1/
                files:
                  - path: config.json
                    size: 2
                    sha256: %s
                  - path: onnx/model.onnx
                """.formatted(Sha256.ofText("{}")));
    }

    @Test
    void shouldShowWhatIsKnownAndHereWhenListing() throws Exception {
        // given
        Outcome before = weft("list");

        // when
        weft("pull", "tiny", "--source", upstream.toString(), "--pin");
        Outcome after = weft("list");
        Outcome json = weft("list", "--json");

        // then
        assertThat(before.out()).containsPattern("tiny +text +8 +\\? +1 of 2 +no +Apache-2.0");
        assertThat(after.out()).containsPattern("tiny +text +8 +\\? +yes +yes +Apache-2.0");
        assertThat(json(json.out()).path("folder").asText())
                .isEqualTo(folder.resolve("store/bundles/tiny").toString());
        assertThat(json(json.out()).path("filesPinned").asInt()).isEqualTo(2);
    }

    @Test
    void shouldRefuseAndSayHowToPinWhenAHashIsUnknown() {
        // when
        Outcome outcome = weft("pull", "tiny", "--source", upstream.toString());

        // then
        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(outcome.err())
                .contains(Sha256.ofText("weights") + "  " + WEIGHTS)
                .contains("pull again with --pin");
    }

    @Test
    void shouldPrintTheLockWhenPulledWithAPin() throws Exception {
        // when
        Path target = folder.resolve("here");
        Outcome outcome =
                weft("pull", "tiny", "--source", upstream.toString(), "--pin", "--to", target.toString(), "--json");

        // then
        assertThat(outcome.exitCode()).isZero();
        assertThat(json(outcome.out()).path("files").path(WEIGHTS).asText())
                .isEqualTo(Sha256.ofText("weights").hex());
        assertThat(json(outcome.out()).path("pinned")).hasSize(1);
        assertThat(target.resolve(WEIGHTS)).hasContent("weights");
        assertThat(target.resolve("weft-bundle.json")).exists();
    }

    @Test
    void shouldSayWhichFileGoesWhereWhenNobodyAnswers() {
        // when
        Outcome outcome = weft("pull", "tiny");

        // then
        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(outcome.err().lines())
                .anyMatch(line -> line.contains("127.0.0.1:1 can't be reached"))
                .anyMatch(line -> line.strip()
                        .equals(folder.resolve("store/incoming/tiny/config.json") + "  sha256 " + Sha256.ofText("{}")));
    }

    @Test
    void shouldEndWithOneWhenABundleMissesItsReference() throws Exception {
        // given
        Path golden = Path.of(System.getProperty("weft.root", ".."), "libs/inference/src/test/resources/golden");
        Path alone = folder.resolve("alone/tiny-siglip");
        try (Stream<Path> files = Files.walk(golden.resolve("tiny-siglip"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = alone.resolve(golden.resolve("tiny-siglip").relativize(file));
                Files.createDirectories(copy.resolveSibling("."));
                Files.copy(file, copy);
            }
        }

        // when
        Outcome right = weft("check", golden.resolve("tiny-siglip").toString());
        Outcome withoutInputs = weft("check", alone.toString(), "--json");

        // then
        assertThat(right.exitCode()).as(right.out()).isZero();
        assertThat(right.out()).contains("are right");
        assertThat(withoutInputs.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(withoutInputs.out())
                .contains("must lie at")
                .contains("\"ok\":false")
                .contains("\"ok\":true");
    }

    /** Their hashes must be those of what the build brings. */
    @Test
    void shouldPullTheModelsOfTheClassPathWhenOffline() {
        // given
        Path shipped = Path.of(System.getProperty("weft.root", ".."), "infra", "models");
        Path store = folder.resolve("store");

        // when
        Outcome demo = run("models", "pull", "demo", "--catalog", shipped.toString(), "--store", store.toString());
        Outcome minilm = run("models", "pull", "minilm", "--catalog", shipped.toString(), "--store", store.toString());

        // then
        assertThat(demo.exitCode()).as(demo.err()).isZero();
        assertThat(store.resolve("bundles/demo/manifest.json")).exists();
        assertThat(minilm.exitCode()).as(minilm.err()).isZero();
        assertThat(store.resolve("bundles/minilm/1_Pooling/config.json")).exists();
    }

    @Test
    void shouldEndWithUsageWhenTheCommandLineIsWrong() {
        assertThat(weft().exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(weft("pull", "nobody").exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(weft("pull", "tiny", "--variant", "int4").exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(weft("pull", "tiny", "--variant", "fp16").exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(weft("pull", "tiny", "--source", "ftp://x/").exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(weft("bench", "tiny", "--seconds", "0").exitCode()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void shouldSayHowToGetItWhenThereIsNothingToMeasure() {
        // when
        Outcome outcome = weft("bench", "tiny");

        // then
        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(outcome.err()).contains("./weft models pull tiny");
    }

    @Test
    void shouldWriteALockWhenPinningAFolder() {
        // when
        Outcome outcome = weft("pin", upstream.toString());

        // then
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains(Sha256.ofText("weights") + "  " + WEIGHTS);
        assertThat(upstream.resolve("weft-bundle.json"))
                .content()
                .contains(Sha256.ofText("weights").hex());
    }

    @Test
    void shouldKeepTheLockWhenTheFolderHasChanged() throws Exception {
        // given
        weft("pin", upstream.toString());
        write(upstream.resolve(WEIGHTS), "other weights");

        // when
        Outcome refused = weft("pin", upstream.toString());
        String lock = Files.readString(upstream.resolve("weft-bundle.json"));
        Outcome replaced = weft("pin", upstream.toString(), "--replace");

        // then
        assertThat(refused.exitCode()).isEqualTo(ExitCodes.FAILED);
        assertThat(refused.err()).contains("changed  " + WEIGHTS).contains("--replace");
        assertThat(lock).contains(Sha256.ofText("weights").hex());
        assertThat(replaced.exitCode()).isZero();
        assertThat(upstream.resolve("weft-bundle.json"))
                .content()
                .contains(Sha256.ofText("other weights").hex());
    }

    private Outcome weft(String... arguments) {
        List<String> all = new ArrayList<>(List.of("models"));
        all.addAll(List.of(arguments));
        if (arguments.length > 0) {
            all.addAll(List.of(
                    "--catalog",
                    folder.resolve("catalog").toString(),
                    "--store",
                    folder.resolve("store").toString()));
        }
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

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, content);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
