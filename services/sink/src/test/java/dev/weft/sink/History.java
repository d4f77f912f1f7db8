package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Embedding;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaKey;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
import dev.weft.vectorstore.StoredMedia;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.VectorStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Changes of items at random, each newer than the one before it, and what an index must hold after them. Not thread-safe. */
final class History {

    private static final int DIMENSION = 16;

    /** One change of so many is a deletion. */
    private static final int DELETIONS = 8;

    private final int items;
    private final Random random;
    private final UnitVectors vectors;
    private final Map<String, MediaEmbedded> newest = new TreeMap<>();

    History(int items, long seed) {
        this.items = items;
        this.random = new Random(seed);
        this.vectors = new UnitVectors(DIMENSION, seed);
    }

    MediaEmbedded next() {
        String id = "item-" + random.nextInt(items);
        MediaEmbedded before = newest.get(id);
        long version = before == null ? 1 : before.mediaVersion() + 1;
        MediaEmbedded change = before != null && random.nextInt(DELETIONS) == 0
                ? TestObjects.embeddedDeleted(id, version)
                : TestObjects.embedded(id, version, vectors.next());
        newest.put(id, change);
        return change;
    }

    /** Nothing is missing, nothing is there twice, nothing is old. */
    void assertIsWhatIsIn(VectorStore store) {
        List<StoredVersion> expected = newest.values().stream()
                .map(change ->
                        new StoredVersion(change.key(), change.mediaVersion(), change instanceof MediaEmbedded.Deleted))
                .toList();
        assertThat(scan(store)).containsExactlyInAnyOrderElementsOf(expected);
        assertSearchesFindIn(store);
    }

    /** As {@link #assertIsWhatIsIn}, but deletions need not be remembered. */
    void assertSearchesFindIn(VectorStore store) {
        List<MediaEmbedded.Vectors> live = newest.values().stream()
                .filter(MediaEmbedded.Vectors.class::isInstance)
                .map(MediaEmbedded.Vectors.class::cast)
                .toList();
        assertThat(scan(store).stream().filter(stored -> !stored.deleted()))
                .containsExactlyInAnyOrderElementsOf(live.stream()
                        .map(change -> new StoredVersion(change.key(), change.mediaVersion(), false))
                        .toList());
        assertThat(store.statistics(SinkRig.COLLECTION).rows()).isEqualTo(live.size());
        Map<MediaKey, StoredMedia> stored = store.get(
                SinkRig.COLLECTION, live.stream().map(MediaEmbedded::key).toList());
        assertThat(live).allSatisfy(change -> {
            StoredMedia media = Objects.requireNonNull(stored.get(change.key()));
            Embedding expectedVector = change.parts().getFirst().vector();
            assertThat(media.rows().getFirst().vector().cosine(expectedVector)).isGreaterThan(0.999f);
        });
    }

    private static List<StoredVersion> scan(VectorStore store) {
        List<StoredVersion> all = new ArrayList<>();
        Optional<MediaKey> after = Optional.empty();
        while (true) {
            List<StoredVersion> page = store.scan(SinkRig.COLLECTION, after, 1_000);
            if (page.isEmpty()) {
                return all;
            }
            all.addAll(page);
            after = Optional.of(page.getLast().key());
        }
    }
}
