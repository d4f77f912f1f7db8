package dev.weft.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.cli.FakeGateway;
import dev.weft.cli.catalog.Catalog;
import dev.weft.cli.catalog.CatalogOptions;
import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.GatewayUnreachableException;
import dev.weft.cli.client.Retry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImporterTest {

    private static final Retry QUICK = new Retry(Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofSeconds(2));

    private final FakeGateway gateway;
    private final List<ImportProgress> progress = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    ImporterTest() throws IOException {
        gateway = FakeGateway.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldUploadEverythingOnceWhenTheCatalogIsNew() throws Exception {
        // given
        pictures(500);

        // when
        ImportReport report = run(ImportOptions.DEFAULTS);

        // then
        assertThat(gateway.items()).hasSize(500);
        assertThat(report.items()).isEqualTo(500);
        assertThat(report.counts().searchable()).isEqualTo(500);
        assertThat(report.failed()).isZero();
        assertThat(report.complete()).isTrue();
        assertThat(progress.getLast().settled()).isEqualTo(500);
        assertThat(progress.getLast().total()).hasValue(500);
    }

    @Test
    void shouldStayBelowTheLimitWhenUploadsRunAtOnce() throws Exception {
        // given
        pictures(200);

        // when
        run(new ImportOptions(3, true, Duration.ofSeconds(5)));

        // then: the uploads, and the question how it gets on
        assertThat(gateway.mostInFlight()).isBetween(2, 4);
    }

    @Test
    void shouldCountWhatIsThereAlreadyWhenRunAgain() throws Exception {
        // given
        pictures(20);
        run(ImportOptions.DEFAULTS);
        Files.writeString(folder.resolve("3.png"), "other bytes");

        // when
        ImportReport report = run(ImportOptions.DEFAULTS);

        // then
        assertThat(report.unchanged()).isEqualTo(19);
        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.complete()).isTrue();
    }

    @Test
    void shouldNotBeCompleteWhenWhatIsThereAlreadyIsNotSearchableYet() throws Exception {
        // given
        pictures(3);
        gateway.getStuck();
        run(new ImportOptions(3, false, Duration.ofSeconds(5)));

        // when
        ImportReport again = run(new ImportOptions(3, true, Duration.ofMillis(600)));

        // then
        assertThat(again.unchanged()).isEqualTo(3);
        assertThat(again.complete()).isFalse();
        gateway.getGoing();
        assertThat(run(ImportOptions.DEFAULTS).complete()).isTrue();
    }

    @Test
    void shouldNameEachFailureWhenSomeItemsFail() throws Exception {
        // given
        pictures(10);
        gateway.refuse("3.png");
        gateway.fail("5.png");

        // when
        ImportReport report = run(ImportOptions.DEFAULTS);

        // then
        assertThat(report.failed()).isEqualTo(2);
        assertThat(report.complete()).isTrue();
        assertThat(report.failures())
                .containsExactlyInAnyOrder(
                        new ImportFailure("3.png", "unsupported_type", "not a picture"),
                        new ImportFailure("5.png", "truncated", "it ends too early (stage decode)"));
    }

    @Test
    void shouldGoOnWhenTheGatewayIsAwayForAWhile() throws Exception {
        // given
        pictures(50);
        gateway.unavailableFor(30);

        // when
        ImportReport report = run(ImportOptions.DEFAULTS);

        // then
        assertThat(report.failed()).isZero();
        assertThat(gateway.items()).hasSize(50);
    }

    @Test
    void shouldEndWhenTheGatewayIsGone() throws Exception {
        // given
        pictures(50);
        gateway.close();

        // when, then
        assertThatThrownBy(() -> run(ImportOptions.DEFAULTS)).isInstanceOf(GatewayUnreachableException.class);
    }

    @Test
    void shouldEndIncompleteWhenNothingMovesForTooLong() throws Exception {
        // given
        pictures(5);
        gateway.getStuck();

        // when
        ImportReport report = run(new ImportOptions(4, true, Duration.ofMillis(300)));

        // then
        assertThat(report.complete()).isFalse();
        assertThat(report.counts().searchable()).isZero();
    }

    @Test
    void shouldNotWaitWhenNotAskedTo() throws Exception {
        // given
        pictures(5);
        gateway.getStuck();

        // when
        ImportReport report = run(new ImportOptions(4, false, Duration.ofHours(1)));

        // then
        assertThat(report.accepted()).isEqualTo(5);
        assertThat(report.complete()).isFalse();
    }

    private ImportReport run(ImportOptions options) throws Exception {
        try (GatewayClient client = new GatewayClient(gateway.uri(), QUICK);
                Catalog catalog = Catalog.open(folder, CatalogOptions.DEFAULTS)) {
            return new Importer(client, options, progress::add).run(catalog);
        }
    }

    private void pictures(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Files.writeString(folder.resolve(i + ".png"), "bytes " + i);
        }
    }
}
