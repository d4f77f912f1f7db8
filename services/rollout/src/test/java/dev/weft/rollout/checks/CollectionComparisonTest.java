package dev.weft.rollout.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Attributes;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.core.ReleaseId;
import dev.weft.core.Sha256;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
import dev.weft.vectorstore.CollectionSchema;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.VectorRow;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectionComparisonTest {

    private static final ReleaseId LIVE = new ReleaseId("catalog", 1);
    private static final ReleaseId NEXT = new ReleaseId("catalog", 2);
    private static final int DIMENSION = 8;
    private static final int ITEMS = 30;

    private final VectorStore store = VectorStores.open("memory:comparison");
    private final List<MediaKey> keys = IntStream.range(0, ITEMS)
            .mapToObj(i -> TestObjects.key("item-" + i))
            .toList();

    @BeforeEach
    void fillTheLiveOne() {
        store.createCollection(new CollectionSchema(LIVE, DIMENSION));
        store.createCollection(new CollectionSchema(NEXT, DIMENSION));
        fill(store, LIVE);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldSampleWhatComesWhileItLooksAgain() {
        CollectionComparison.Result result = new CollectionComparison(
                        fillingAfterTheScan(), LIVE.collection(), NEXT.collection())
                .run(10, new Random(1));

        assertThat(result.items()).isEqualTo(ITEMS);
        assertThat(result.differing()).isZero();
        assertThat(result.sample()).hasSize(10).doesNotHaveDuplicates().isSubsetOf(keys);
    }

    @Test
    void shouldSampleNothingThatIsMissing() {
        CollectionComparison.Result result =
                new CollectionComparison(store, LIVE.collection(), NEXT.collection()).run(10, new Random(1));

        assertThat(result.differing()).isEqualTo(ITEMS);
        assertThat(result.sample()).isEmpty();
    }

    /** A store whose next collection is filled between the scan and the look that follows, as by a sink that is a little behind. */
    private VectorStore fillingAfterTheScan() {
        return (VectorStore) Proxy.newProxyInstance(
                VectorStore.class.getClassLoader(), new Class<?>[] {VectorStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("get")) {
                        fill(store, NEXT);
                    }
                    return method.invoke(store, arguments);
                });
    }

    private void fill(VectorStore into, ReleaseId release) {
        UnitVectors vectors = new UnitVectors(DIMENSION, release.number());
        into.apply(
                release.collection(),
                keys.stream()
                        .<Mutation>map(key -> new Mutation.Put(
                                key,
                                1,
                                release,
                                key.id().value(),
                                Attributes.NONE,
                                List.of(new VectorRow(
                                        Part.CAPTION, Modality.TEXT, Sha256.ofText(key.toString()), vectors.next()))))
                        .toList());
    }
}
