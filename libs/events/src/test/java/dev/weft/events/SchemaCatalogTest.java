package dev.weft.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SchemaCatalogTest {

    private final SchemaCatalog catalog = SchemaCatalog.builtIn();

    @Test
    void shouldKnowEveryTopicsSubjectWhenAsked() {
        assertThat(catalog.subjects())
                .containsExactly(
                        "weft.anchors-value",
                        "weft.batches-value",
                        "weft.dlq-value",
                        "weft.embeddings-value",
                        "weft.features-value",
                        "weft.feedback-value",
                        "weft.media-value",
                        "weft.neighbours-value",
                        "weft.releases-value",
                        "weft.replays-value",
                        "weft.status-value");
    }

    /** These lie in records that were written: whoever changes one makes those unreadable. */
    @Test
    void shouldKeepItsIdsWhenAsked() {
        assertThat(List.of(
                        "media",
                        "features",
                        "embeddings",
                        "status",
                        "dlq",
                        "replays",
                        "releases",
                        "feedback",
                        "batches",
                        "anchors",
                        "neighbours"))
                .map(topic -> catalog.version("weft." + topic + "-value", 1)
                        .orElseThrow()
                        .id())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @Test
    void shouldFindTheSameSchemaWhenAskedByIdOrVersion() {
        for (String subject : catalog.subjects()) {
            for (int version : catalog.versions(subject)) {
                SchemaCatalog.Entry entry = catalog.version(subject, version).orElseThrow();
                assertThat(catalog.byId(entry.id())).contains(entry);
                assertThat(new Schema.Parser().parse(entry.schemaJson()).getNamespace())
                        .isEqualTo("dev.weft.schemas");
            }
        }
    }

    @Test
    void shouldFollowThePrefixWhenTopicsHaveAnother() {
        assertThat(SchemaCatalog.builtIn("shop.").versions("shop.media-value")).contains(1);
    }

    @Test
    void shouldAnswerNothingWhenAskedForWhatIsNot() {
        assertThat(catalog.byId(0)).isEmpty();
        assertThat(catalog.versions("weft.other-value")).isEmpty();
        assertThat(catalog.version("weft.media-value", 99)).isEmpty();
        assertThat(catalog.latest("weft.other-value")).isEmpty();
    }
}
