package dev.weft.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.cli.catalog.Catalog;
import dev.weft.cli.catalog.CatalogOptions;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.Retry;
import dev.weft.cli.imports.ImportOptions;
import dev.weft.cli.imports.ImportReport;
import dev.weft.cli.imports.Importer;
import dev.weft.reinference.EmbedderLimits;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All services in one application, on a broker in the same JVM: an upload goes its whole way. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedBroker.class, restrictToAnnotatedClass = true)
class StandaloneTest {

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // Set by Quarkus.
    private URI gateway;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldFindPicturesByWordsAndByLikenessWhenTheyAreImported() throws Exception {
        // given
        pictures("noto/1f355.png", "twemoji/1f355.png", "noto/1f6b2.png", "twemoji/1f6b2.png", "noto/2602-fe0f.png");
        try (GatewayClient client = new GatewayClient(gateway, Retry.PATIENT);
                Catalog catalog = Catalog.open(folder, CatalogOptions.DEFAULTS)) {

            // when
            ImportReport report = new Importer(client, ImportOptions.DEFAULTS, _ -> {}).run(catalog);
            JsonNode byWords = client.search(query().put("text", "bicycle"));
            JsonNode byLikeness = client.search(query().put("mediaId", "noto~1f355.png"));

            // then
            assertThat(report.failed()).isZero();
            assertThat(report.counts().searchable()).isEqualTo(5);
            assertThat(byWords.path("hits").path(0).path("id").asText()).endsWith("1f6b2.png");
            assertThat(byLikeness.path("hits").path(0).path("id").asText()).isEqualTo("twemoji~1f355.png");
        }
    }

    @Test
    void shouldReadStoredMediaAgainAsTheEmbedderReadsItByDefault() {
        Config config = ConfigProvider.getConfig();
        EmbedderLimits embedders =
                new EmbedderLimits(key -> config.getOptionalValue(key, String.class), DurationConverter::parseDuration);
        EmbedderLimits assumed = new EmbedderLimits(_ -> Optional.empty(), DurationConverter::parseDuration);

        // Defaults are part of the configuration, so that this compares two different things.
        assertThat(config.getOptionalValue("weft.embedder.max-pixels", String.class))
                .isPresent();
        assertThat(assumed.pictures()).isEqualTo(embedders.pictures());
        assertThat(assumed.av()).isEqualTo(embedders.av());
    }

    private static ObjectNode query() {
        return new ObjectMapper().createObjectNode().put("k", 3);
    }

    private void pictures(String... names) throws IOException {
        Path catalog = Path.of(System.getProperty("weft.root", "../.."), "infra", "samples", "emoji.zip");
        try (FileSystem zip = FileSystems.newFileSystem(catalog)) {
            for (String name : names) {
                Path copy = folder.resolve(name);
                Files.createDirectories(copy.resolveSibling(".").normalize());
                Files.copy(zip.getPath(name), copy);
            }
        }
    }
}
