package dev.weft.evaluation.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationSetFileTest {

    private static final EvaluationSet SET = new EvaluationSet(
            "held-out",
            EvaluationKind.IN_DOMAIN,
            3,
            List.of(
                    new EvaluationItem("a", "fa", "hats", "a \"red\" hat ü"),
                    new EvaluationItem("b", "fb", "", "line\nbreak")),
            List.of(new EvaluationItem("c", "fa", "hats", "")));

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("set.jsonl");
        EvaluationSetFile.write(SET, file);
    }

    @Test
    void shouldReadWhatWasWritten() throws Exception {
        assertThat(EvaluationSetFile.read(file)).isEqualTo(SET);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "hat ü; cap ü; must have the hash",
                "\"fb\"; \"fa\"; must have the hash",
                "IN_DOMAIN; OTHER; line 1 must be a Header",
                "IN_DOMAIN; GUARD; must have the hash",
                "weft-evaluation-set/1; weft-evaluation-set/9; its format must be weft-evaluation-set/1",
                "\"queries\":2; \"queries\":1; must end after the 1 distractors",
                "\"distractors\":1; \"distractors\":2; must have a line 5",
                "\"distractors\":1; \"distractors\":0; must end after the 0 distractors",
                "\"id\":\"b\"; \"id\":\"a\"; must be unique",
                "\"id\":\"b\"; \"id\":null; line 3 must be a EvaluationItem",
                "\"version\":3; \"version\":0; a version from 1",
            })
    void shouldRefuseAFileThatIsNotWhatWasFrozen(String what, String by, String message) throws IOException {
        String content = Files.readString(file);
        Files.writeString(file, content.replace(what, by));

        assertThat(content).contains(what);
        assertThatThrownBy(() -> EvaluationSetFile.read(file))
                .isInstanceOf(EvaluationSetException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("freeze a new version");
    }

    @Test
    void shouldRefuseAFileThatIsCutAnywhere() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length - 1; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertThatThrownBy(() -> EvaluationSetFile.read(file)).isInstanceOf(EvaluationSetException.class);
        }
    }

    @Test
    void shouldRefuseBytesThatAreNotUtf8() throws IOException {
        Files.write(file, new byte[] {'{', (byte) 0xc3, (byte) 0x28, '\n'});

        assertThatThrownBy(() -> EvaluationSetFile.read(file)).isInstanceOf(EvaluationSetException.class);
    }
}
