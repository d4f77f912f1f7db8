package dev.weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@link SearchQualityTest} shows with a part of the catalog, with all of it: what {@code ./weft demo} imports. */
@Tag("soak")
class WholeCatalogTest {

    @Test
    void shouldFindWhatTheReferenceFoundAmongAllPictures() throws Exception {
        try (Standalone standalone = Standalone.start(Standalone.newDataFolder())) {
            // when
            Cli.Result imported = new Cli(standalone.uri())
                    .run("import", "--json", Project.demoCatalog().toString());

            // then
            assertThat(imported.exitCode()).as(imported.err()).isZero();
            assertThat(imported.json().path("searchable").asInt())
                    .isEqualTo(DemoCatalog.entries().size());
            SearchQualityTest.assertThatTheReferencesHitsAreFound(standalone.gateway());
        }
    }
}
