package dev.weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.e2e.Gateway.Hit;
import dev.weft.testkit.milvus.MilvusServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The whole application with its vectors in a real Milvus server: what works on Lucene works here. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class OnMilvus {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<DemoCatalog.Entry> CATALOG = Stream.of(
                    "noto-1f6b2", "noto-2602-fe0f", "noto-1f355", "noto-1f408", "noto-1f697", "noto-1f34e")
            .map(DemoCatalog::entry)
            .toList();

    /** Scores of the same picture differ by rounding only. */
    private static final double SAME = 0.9999;

    private Path data;
    private Standalone standalone;
    private Gateway gateway;
    private Cli cli;

    @BeforeAll
    void start(MilvusServer server) throws Exception {
        data = Standalone.newDataFolder();
        standalone = Standalone.start(data, Map.of("weft.vector-store", "milvus:" + server.uri()));
        gateway = standalone.gateway();
        cli = new Cli(standalone.uri());
        Path catalog = DemoCatalog.write(CATALOG, Files.createTempDirectory(Project.target(), "catalog-"));
        Cli.Result imported = cli.run("import", "--json", catalog.toString());
        assertThat(imported.exitCode()).as(imported.err()).isZero();
    }

    @AfterAll
    void stop() throws InterruptedException {
        standalone.close();
    }

    @Test
    void shouldFindByWordsAndByPictureWhenImported() throws Exception {
        // when
        List<Hit> byPicture = gateway.byPicture(DemoCatalog.picture("noto-1f355"), 1, "image");
        List<Hit> byWords = gateway.byWords("bicycle", 1, "image");
        List<Hit> byCaption = gateway.byWords(DemoCatalog.entry("noto-1f408").caption(), 1, "text");

        // then
        assertThat(byPicture.getFirst())
                .satisfies(hit -> assertThat(hit.id()).isEqualTo("noto-1f355"))
                .satisfies(hit -> assertThat(hit.score()).isGreaterThan(SAME));
        assertThat(byWords).extracting(Hit::id).containsExactly("noto-1f6b2");
        assertThat(byCaption).extracting(Hit::id).containsExactly("noto-1f408");
        assertThat(data.resolve("index")).doesNotExist();
    }

    @Test
    void shouldForgetOldPicturesAndDeletedItemsAndHoldWhatTheLogSays() throws Exception {
        // given
        byte[] before = TestPictures.unique();
        byte[] after = TestPictures.unique();
        gateway.putAndAwait("changing", before, "it changes");
        gateway.putAndAwait("going", before, "it goes");

        // when
        long version = gateway.putAndAwait("changing", after, "it has changed");
        gateway.delete("/v1/media/going");
        Awaitility.await("the deletion")
                .atMost(LIMIT)
                .until(() -> Gateway.find(gateway.byPicture(before, 10, "image"), "going")
                        .isEmpty());
        Cli.Result verified = cli.run("reconcile", "--verify", "--json");

        // then
        assertThat(Gateway.find(gateway.byPicture(before, 10, "image"), "changing"))
                .hasValueSatisfying(hit -> assertThat(hit.score()).isLessThan(SAME));
        assertThat(gateway.byPicture(after, 1, "image").getFirst())
                .satisfies(hit -> assertThat(hit.id()).isEqualTo("changing"))
                .satisfies(hit -> assertThat(hit.version()).isEqualTo(version))
                .satisfies(hit -> assertThat(hit.score()).isGreaterThan(SAME));
        assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
        JsonNode report = verified.json().path("report");
        assertThat(report.path("store").path("live").asInt()).isEqualTo(CATALOG.size() + 1);
        assertThat(report.path("store").path("deleted").asInt()).isEqualTo(1);
    }

    @Test
    void shouldTellWhatTheServerCanWhenAskedForReadiness() throws Exception {
        // when
        JsonNode ready = gateway.get("/q/health/ready").body();

        // then
        JsonNode sink = StreamSupport.stream(ready.path("checks").spliterator(), false)
                .filter(check -> check.path("name").asText().equals("sink"))
                .findFirst()
                .orElseThrow()
                .path("data");
        assertThat(sink.path("store-store").asText()).startsWith("milvus ");
        assertThat(sink.path("store-tenants").asText()).isEqualTo(tenants());
        assertThat(sink.properties())
                .extracting(Map.Entry::getKey)
                .contains(
                        "store-consistency",
                        "store-durable",
                        "store-index",
                        "store-float16",
                        "store-text-index",
                        "store-ordered-queries",
                        "store-server");
    }

    /** How this server is known to keep tenants apart. */
    abstract String tenants();
}
