package dev.weft.vectorstore.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.core.ReleaseId;
import dev.weft.vectorstore.CollectionSchema;
import dev.weft.vectorstore.Items;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStoreException;
import dev.weft.vectorstore.VectorStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LuceneStoreFolderTest {

    @TempDir
    private Path folder;

    @Test
    void shouldShareTheStoreWhenItsFolderIsSpeltInAnotherWay() {
        Path relative = Path.of("").toAbsolutePath().relativize(folder);
        try (VectorStore one = VectorStores.open("lucene:" + folder);
                VectorStore other = VectorStores.open("lucene:" + relative.resolve("x/.."))) {
            one.createCollection(Items.SCHEMA);

            assertThat(other.collections()).containsExactly(Items.COLLECTION);
        }
    }

    @Test
    void shouldRefuseWhenSomebodyElseHasTheFolder() throws IOException {
        try (LuceneVectorStore owner = LuceneVectorStore.open(folder)) {
            assertThatExceptionOfType(VectorStoreException.class)
                    .isThrownBy(() -> VectorStores.open("lucene:" + folder))
                    .withMessageContaining(folder.toString())
                    .withMessageContaining("another process uses it");
            assertThat(owner.collections()).isEmpty();
        }
    }

    @Test
    void shouldRefuseWhenNoFolderIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorStores.open("lucene:"))
                .withMessageContaining("lucene:data/index");
    }

    @Test
    void shouldClearAwayWhatACrashLeftOfARemovalAndOfACreation() throws IOException {
        Files.createDirectories(folder.resolve("catalog__r7.dropped/rest"));
        Files.createDirectories(folder.resolve("catalog__r1"));

        try (VectorStore store = VectorStores.open("lucene:" + folder)) {
            assertThat(store.collections()).isEmpty();
            store.createCollection(Items.SCHEMA);
            assertThat(store.count(Items.COLLECTION)).isZero();
        }
        assertThat(folder.resolve("catalog__r7.dropped")).doesNotExist();
    }

    @Test
    void shouldTakeMoreDimensionsThanLuceneAllowsByDefault() {
        CollectionSchema wide = new CollectionSchema(ReleaseId.parse("wide@1"), 1536);
        float[] vector = new float[1536];
        vector[1535] = 1;
        try (VectorStore store = VectorStores.open("lucene:" + folder)) {
            store.createCollection(wide);

            store.apply(wide.name(), List.of(Items.put("wide", 1, Items.image(vector))));
        }

        try (VectorStore store = VectorStores.open("lucene:" + folder)) {
            assertThat(store.get(wide.name(), List.of(Items.key("wide"))).values())
                    .singleElement()
                    .satisfies(
                            media -> assertThat(media.rows().getFirst().vector().toArray())
                                    .isEqualTo(vector));
        }
    }
}
