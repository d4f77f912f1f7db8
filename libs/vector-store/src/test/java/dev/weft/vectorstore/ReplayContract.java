package dev.weft.vectorstore;

import static dev.weft.vectorstore.Items.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.AttributeValue;
import dev.weft.core.Attributes;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the order of arrival, and however often a part of the log comes again, the content is the same. */
interface ReplayContract extends StoreUnderTest {

    int ITEMS = 6;
    int VERSIONS = 5;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    default void shouldEndWithTheSameContentWhenALogArrivesShuffledAndReplayed(long seed) {
        Random random = new Random(seed);
        List<Mutation> log = log(random);
        List<Mutation> arrivals = new ArrayList<>(log);
        for (int i = 0; i < log.size(); i++) {
            arrivals.add(log.get(random.nextInt(log.size())));
        }
        Collections.shuffle(arrivals, random);

        for (int from = 0; from < arrivals.size(); ) {
            int to = Math.min(arrivals.size(), from + 1 + random.nextInt(24));
            store().apply(Items.COLLECTION, arrivals.subList(from, to));
            from = to;
        }

        SortedMap<String, Mutation> expected = newest(log);
        assertThat(store().scan(Items.COLLECTION, Optional.empty(), 100))
                .as("seed %d", seed)
                .isEqualTo(expected.values().stream().map(Items::version).toList());
        Map<MediaKey, StoredMedia> live = new LinkedHashMap<>();
        expected.values().stream()
                .filter(Mutation.Put.class::isInstance)
                .map(Mutation.Put.class::cast)
                .forEach(put -> live.put(put.key(), Items.stored(put)));
        assertThat(store().get(Items.COLLECTION, keys())).as("seed %d", seed).isEqualTo(live);
        assertThat(store().count(Items.COLLECTION))
                .as("seed %d", seed)
                .isEqualTo(live.values().stream()
                        .mapToInt(media -> media.rows().size())
                        .sum());
    }

    /** Every version of every item, some of them deleted, some put and deleted at the same version. */
    private static List<Mutation> log(Random random) {
        List<Mutation> log = new ArrayList<>();
        for (MediaKey key : keys()) {
            for (int version = 1; version <= VERSIONS; version++) {
                int kind = random.nextInt(4);
                if (kind != 0) {
                    log.add(put(key, version, random));
                }
                if (kind < 2) {
                    log.add(new Mutation.Delete(key, version));
                }
            }
        }
        return log;
    }

    private static Mutation put(MediaKey key, int version, Random random) {
        VectorRow[] rows = new VectorRow[1 + random.nextInt(3)];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Items.row(
                    "part-" + i,
                    i % 2 == 0 ? Modality.IMAGE : Modality.TEXT,
                    1 + random.nextFloat(),
                    random.nextFloat(),
                    random.nextFloat(),
                    random.nextFloat());
        }
        Map<String, AttributeValue> attributes = Map.of("version", AttributeValue.of(version));
        return new Mutation.Put(key, version, Items.RELEASE, "f", Attributes.of(attributes), List.of(rows));
    }

    private static List<MediaKey> keys() {
        List<MediaKey> keys = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            keys.add(key("item-" + i));
        }
        return keys;
    }

    /** By key: the highest version, and the deletion where one of this version exists. */
    private static SortedMap<String, Mutation> newest(List<Mutation> log) {
        SortedMap<String, Mutation> newest = new TreeMap<>();
        for (Mutation mutation : log) {
            newest.merge(mutation.key().toString(), mutation, (one, other) -> {
                if (one.version() != other.version()) {
                    return one.version() > other.version() ? one : other;
                }
                return one instanceof Mutation.Delete ? one : other;
            });
        }
        return newest;
    }
}
