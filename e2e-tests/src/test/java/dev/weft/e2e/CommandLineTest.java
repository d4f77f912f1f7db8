package dev.weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a process: what it prints for programs, and what it ends with (docs/cli.md). */
@UsesDemoInstallation
class CommandLineTest {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int NOT_FOUND = 3;
    private static final int UNREACHABLE = 4;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldPrintHitsAsJsonWhenSearchedByWords(Standalone standalone) throws Exception {
        // when
        Cli.Result result = new Cli(standalone.uri()).run("search", "umbrella", "--in", "image", "-k", "3", "--json");

        // then
        assertThat(result.exitCode()).as(result.err()).isEqualTo(OK);
        assertThat(result.json().path("hits")).hasSize(3);
        assertThat(result.json().path("hits").path(0).path("caption").asText()).isEqualTo("umbrella");
    }

    @Test
    void shouldFindThePictureItselfWhenSearchedByAFile(Standalone standalone) throws Exception {
        // given
        Path file = Files.write(folder.resolve("picture.bin"), DemoCatalog.picture("noto-1f6b2"));

        // when
        Cli.Result result = new Cli(standalone.uri()).run("search", "--image", file.toString(), "--json");

        // then
        assertThat(result.json().path("hits").path(0).path("id").asText()).isEqualTo("noto-1f6b2");
    }

    @Test
    void shouldLeaveTheItemOutWhenSearchedByLikeness(Standalone standalone) throws Exception {
        // when
        Cli.Result result = new Cli(standalone.uri()).run("search", "--like", "noto-1f6b2", "--in", "image", "--json");

        // then
        assertThat(result.json().path("hits").findValuesAsText("id"))
                .contains("twemoji-1f6b2")
                .doesNotContain("noto-1f6b2");
    }

    @Test
    void shouldImportShowAndDeleteWhenGivenAFolderOfOnesOwn(Standalone standalone) throws Exception {
        // given
        Cli cli = new Cli(standalone.uri());
        Files.write(folder.resolve("own-bicycle.png"), DemoCatalog.picture("noto-1f6b2"));
        Files.writeString(folder.resolve("own-bicycle.txt"), "my own bicycle");

        // when
        Cli.Result imported = cli.run("import", folder.toString(), "--json");
        String id = standalone
                .gateway()
                .byWords("my own bicycle", 1, "text")
                .getFirst()
                .id();
        Cli.Result status = cli.run("status", id, "--json");
        Cli.Result deleted = cli.run("delete", id, "--json");
        Cli.Result afterwards = cli.run("status", id, "--json");

        // then
        assertThat(imported.exitCode()).as(imported.err()).isEqualTo(OK);
        assertThat(imported.json().path("searchable").asInt()).isEqualTo(1);
        assertThat(status.json().path("state").asText()).isEqualTo("searchable");
        assertThat(status.json().path("caption").asText()).isEqualTo("my own bicycle");
        assertThat(deleted.json().path("deleted").asBoolean()).isTrue();
        assertThat(afterwards.json().path("state").asText()).isEqualTo("deleted");
    }

    @Test
    void shouldSayWhatFailedWhenAFileOfAnImportIsNoPicture(Standalone standalone) throws Exception {
        // given
        Files.writeString(folder.resolve("not-a-picture.png"), "this is text");

        // when
        Cli.Result result = new Cli(standalone.uri()).run("import", folder.toString(), "--json");

        // then
        assertThat(result.exitCode()).isEqualTo(FAILED);
        JsonNode failure = result.json().path("failures").path(0);
        assertThat(failure.path("reason").asText()).isEqualTo("unsupported_type");
        assertThat(failure.path("where").asText()).contains("not-a-picture");
    }

    @Test
    void shouldEndWithItsOwnCodeWhenNothingIsThere(Standalone standalone) throws Exception {
        // given
        Cli cli = new Cli(standalone.uri());

        // when
        Cli.Result unknown = cli.run("status", "no-such-item");
        Cli.Result wrong = cli.run("search");
        Cli.Result nobody = new Cli(URI.create("http://127.0.0.1:1")).run("search", "umbrella");

        // then
        assertThat(unknown.exitCode()).isEqualTo(NOT_FOUND);
        assertThat(wrong.exitCode()).isEqualTo(USAGE);
        assertThat(nobody.exitCode()).isEqualTo(UNREACHABLE);
        assertThat(nobody.err()).contains("127.0.0.1:1");
    }
}
