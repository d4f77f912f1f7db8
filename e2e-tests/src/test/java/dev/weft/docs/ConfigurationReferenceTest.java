package dev.weft.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/configuration.md} lists what the code has. When it does not: run this test with {@code -Dweft.docs.update=true}, which writes the
 * generated tables, and commit the file.
 */
class ConfigurationReferenceTest {

    private static final Path ROOT = Path.of(System.getProperty("weft.root", ".."));
    private static final Path REFERENCE = ROOT.resolve("docs/configuration.md");
    private static final String BEGIN = "<!-- generated from the services' @ConfigMapping interfaces -->\n";

    @Test
    void shouldListEveryKeyOfTheServices() throws IOException {
        // given
        String document = Files.readString(REFERENCE);
        String generated = generate();

        // when
        String expected = document.substring(0, document.indexOf(BEGIN) + BEGIN.length()) + generated;
        if (Boolean.getBoolean("weft.docs.update")) {
            Files.writeString(REFERENCE, expected);
        }

        // then
        assertThat(Files.readString(REFERENCE))
                .as("docs/configuration.md is out of date; run this test with -Dweft.docs.update=true")
                .isEqualTo(expected);
    }

    @Test
    void shouldDescribeEveryKey() throws IOException {
        for (String service : List.of("gateway", "embedder", "sink", "miner", "trainer", "rollout")) {
            assertThat(keysOf(service))
                    .isNotEmpty()
                    .allSatisfy(
                            key -> assertThat(key.description()).as(key.name()).isNotBlank());
        }
    }

    private static String generate() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String service : List.of("gateway", "embedder", "sink", "miner", "trainer", "rollout")) {
            text.append("\n## ").append(service).append("\n\n| key | type | default | meaning |\n|---|---|---|---|\n");
            for (ConfigurationSource.Key key : keysOf(service)) {
                text.append("| `%s` | %s | %s | %s |%n"
                        .formatted(
                                key.name(),
                                key.type(),
                                key.fallback().map(value -> "`" + value + "`").orElse("—"),
                                key.description()));
            }
        }
        return text.toString();
    }

    private static List<ConfigurationSource.Key> keysOf(String service) throws IOException {
        return ConfigurationSource.keysIn(ROOT.resolve("services/" + service + "/src/main/java"));
    }
}
