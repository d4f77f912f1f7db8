package dev.weft.vectorstore.milvus;

import static dev.weft.vectorstore.Items.COLLECTION;
import static dev.weft.vectorstore.Items.SCHEMA;
import static dev.weft.vectorstore.Items.caption;
import static dev.weft.vectorstore.Items.delete;
import static dev.weft.vectorstore.Items.image;
import static dev.weft.vectorstore.Items.key;
import static dev.weft.vectorstore.Items.put;
import static dev.weft.vectorstore.Items.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.AttributeValue;
import dev.weft.testkit.milvus.MilvusServer;
import dev.weft.vectorstore.Filter;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.Near;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStoreException;
import dev.weft.vectorstore.WriteOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two stores, as two processes have them, write the same items of one server. */
abstract class CompetingStoresContract {

    private static final int MAX_ATTEMPTS = 5;

    private final MilvusServer server;
    private final VectorStore one;
    private final VectorStore other;

    CompetingStoresContract(MilvusServer server) {
        this.server = server;
        Stores.clear(server, SCHEMA);
        this.one = Stores.open(server);
        this.other = Stores.open(server);
    }

    @BeforeEach
    void createCollection() {
        one.createCollection(SCHEMA);
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void shouldEndWithTheNewestVersionsWhenTwoStoresWriteTheSameItemsAtOnce() throws Exception {
        int items = 20;
        int versions = 12;
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> writers =
                    threads.invokeAll(List.of(writer(one, items, versions, 1), writer(other, items, versions, 2)));
            for (Future<Integer> writer : writers) {
                assertThat(writer.get()).isEqualTo(versions);
            }
        }

        List<StoredVersion> expected = new ArrayList<>();
        for (int item = 0; item < items; item++) {
            expected.add(new StoredVersion(key(name(item)), versions, item % 5 == 0));
        }
        assertThat(one.scan(COLLECTION, Optional.empty(), 100)).isEqualTo(expected);
        int live = items - items / 5;
        assertThat(other.count(COLLECTION)).isEqualTo(2L * live);
        assertThat(other.statistics(COLLECTION).tombstones()).isEqualTo(items - live);
        assertThat(Near.to(1, 1, 1, 1).k(100).search(one))
                .hasSize(2 * live)
                .allSatisfy(hit -> assertThat(hit.version()).isEqualTo(versions));
    }

    /** Every version of every item in an order of its own: every fifth item ends deleted. */
    private static Callable<Integer> writer(VectorStore store, int items, int versions, long seed) {
        return () -> {
            Random random = new Random(seed);
            List<Integer> order = new ArrayList<>();
            for (int version = 1; version <= versions; version++) {
                order.add(version);
            }
            Collections.shuffle(order, random);
            int batches = 0;
            for (int version : order) {
                List<Mutation> batch = new ArrayList<>();
                for (int item = 0; item < items; item++) {
                    batch.add(
                            version == versions && item % 5 == 0
                                    ? delete(name(item), version)
                                    : put(name(item), version, image(1, version, 0, 0), caption(1, 0, version, 0)));
                }
                Collections.shuffle(batch, random);
                applyAsASinkDoes(store, batch);
                batches++;
            }
            return batches;
        };
    }

    /**
     * Again after a failure. Milvus Lite replaces a row by taking the old one away first: a look in between finds none where two write the same
     * version at once, and the store says so instead of taking the write for done.
     */
    private static void applyAsASinkDoes(VectorStore store, List<Mutation> batch) {
        for (int attempt = 1; ; attempt++) {
            try {
                store.apply(COLLECTION, batch);
                return;
            } catch (VectorStoreException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    @Test
    void shouldKeepTheNewerVersionWhenAZombieWritesALateOldOne() {
        Mutation.Put newer = put("shoe", 2, image(0, 1, 0, 0));
        one.apply(COLLECTION, List.of(newer));

        List<WriteOutcome> outcomes = other.apply(COLLECTION, List.of(put("shoe", 1, image(1, 0, 0, 0))));

        assertThat(outcomes).containsExactly(WriteOutcome.STALE);
        assertThat(one.get(COLLECTION, List.of(key("shoe")))).containsValue(stored(newer));
        assertThat(one.count(COLLECTION)).isEqualTo(1);
    }

    @Test
    void shouldTakeBackWhatAZombieLeftBehindWhenTheItemsComeAgain() {
        Mutation.Put newer = put("shoe", 2, image(0, 1, 0, 0));
        one.apply(COLLECTION, List.of(newer, delete("hat", 5)));
        Zombie.write(server, List.of(put("shoe", 1, image(1, 0, 0, 0)), put("hat", 4, image(1, 0, 0, 0))));
        assertThat(one.count(COLLECTION)).isEqualTo(3);

        List<WriteOutcome> again = other.apply(COLLECTION, List.of(newer, delete("hat", 5)));

        assertThat(again).containsExactly(WriteOutcome.APPLIED, WriteOutcome.STALE);
        assertThat(one.count(COLLECTION)).isEqualTo(1);
        assertThat(Near.to(1, 0, 0, 0).ids(one)).containsExactly("shoe");
    }

    @Test
    void shouldTakeBackWhatAZombieLeftBehindWhenTheCollectionIsScanned() {
        Mutation.Put newer = put("shoe", 2, image(0, 1, 0, 0));
        one.apply(COLLECTION, List.of(newer, delete("hat", 5)));
        Zombie.write(server, List.of(put("shoe", 1, image(1, 0, 0, 0)), put("hat", 4, image(1, 0, 0, 0))));
        assertThat(one.count(COLLECTION)).isEqualTo(3);
        assertThat(one.get(COLLECTION, List.of(key("shoe"), key("hat"))).values())
                .containsExactly(stored(newer));

        assertThat(one.scan(COLLECTION, Optional.empty(), 10))
                .containsExactly(new StoredVersion(key("hat"), 5, true), new StoredVersion(key("shoe"), 2, false));

        assertThat(one.count(COLLECTION)).isEqualTo(1);
        assertThat(Near.to(1, 0, 0, 0).ids(one)).containsExactly("shoe");
    }

    @Test
    void shouldFindByAnAttributeWhenAnotherStoreWroteTheFirstItemThatHasIt() {
        assertThat(one.attributes(COLLECTION)).isEmpty();
        other.apply(COLLECTION, List.of(put("shoe", Map.of("colour", AttributeValue.of("red")))));

        List<String> found = Near.to(1, 0, 0, 0)
                .where(new Filter.Eq("colour", AttributeValue.of("red")))
                .ids(one);

        assertThat(found).containsExactly("shoe");
    }

    @Test
    void shouldForgetADeletionWhenItsTimeIsOver() {
        MovingClock clock = new MovingClock(Clock.systemUTC().instant());
        try (VectorStore store = Stores.open(server, clock, "tombstones=PT1H")) {
            store.apply(COLLECTION, List.of(delete("old", 1), put("shoe", 1, image(1, 0, 0, 0))));
            clock.forward(Duration.ofMinutes(59));
            store.apply(COLLECTION, List.of(delete("young", 1)));
            store.sync();
            assertThat(store.statistics(COLLECTION).tombstones()).isEqualTo(2);

            clock.forward(Duration.ofMinutes(7));
            store.sync();

            assertThat(store.scan(COLLECTION, Optional.empty(), 10))
                    .containsExactly(
                            new StoredVersion(key("shoe"), 1, false), new StoredVersion(key("young"), 1, true));
        }
    }

    private static String name(int item) {
        return "item-%02d".formatted(item);
    }
}
