package dev.weft.vectorstore.milvus;

import static dev.weft.vectorstore.Items.COLLECTION;
import static dev.weft.vectorstore.Items.SCHEMA;
import static dev.weft.vectorstore.Items.caption;
import static dev.weft.vectorstore.Items.delete;
import static dev.weft.vectorstore.Items.image;
import static dev.weft.vectorstore.Items.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weft.testkit.milvus.MilvusServer;
import dev.weft.vectorstore.Items;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.Near;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStoreException;
import dev.weft.vectorstore.VectorStores;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The server is killed with SIGKILL, as a power cut would, or stands still. */
abstract class CrashContract {

    private static final Duration BACK_WITHIN = Duration.ofMinutes(3);
    private static final int ITEMS = 500;

    private final MilvusServer server;

    CrashContract(MilvusServer server) {
        this.server = server;
    }

    @Test
    void shouldHoldAllThatWasAcknowledgedWhenTheServerIsKilled() {
        Stores.clear(server, SCHEMA);
        try (VectorStore store = Stores.open(server, Clock.systemUTC(), "deadline=PT5S")) {
            // A new one. Of one that had been through many tests, milvus-lite read back an older state, and the full
            // server's
            // interim index found few of the rows that it counted.
            store.dropCollection(COLLECTION);
            store.createCollection(SCHEMA);
            store.setAlias("catalog", COLLECTION);
            List<StoredVersion> expected = write(store);

            server.kill();
            server.restart();

            // The store that was there before: it finds the server again, and loads what must be loaded.
            Awaitility.await()
                    .atMost(BACK_WITHIN)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(store.scan("catalog", Optional.empty(), 2 * ITEMS))
                            .isEqualTo(expected));
            int live = (int)
                    expected.stream().filter(version -> !version.deleted()).count();
            assertThat(store.count(COLLECTION)).isEqualTo(2L * live);
            assertThat(Near.to(1, 1, 1, 1).k(4 * ITEMS).search(store)).hasSize(2 * live);
            assertThat(store.health().problem()).isEmpty();
        }
    }

    @Test
    void shouldSayWhyWithinItsDeadlineWhenTheServerStandsStill() {
        Stores.clear(server, SCHEMA);
        try (VectorStore store = Stores.open(server, Clock.systemUTC(), "deadline=PT2S&connect_timeout=PT2S")) {
            store.createCollection(SCHEMA);
            server.suspend();
            try {
                long before = System.nanoTime();
                assertThatExceptionOfType(VectorStoreException.class)
                        .isThrownBy(() -> store.apply(COLLECTION, List.of(put("shoe", 1, image(1, 0, 0, 0)))));
                assertThat(store.health().problem())
                        .hasValueSatisfying(problem ->
                                assertThat(problem).contains(server.uri().getAuthority()));
                assertThatExceptionOfType(VectorStoreException.class)
                        .isThrownBy(() -> VectorStores.open("milvus:" + server.uri() + "?connect_timeout=PT2S"))
                        .withMessageContaining(server.uri().getAuthority());
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
            } finally {
                server.resume();
            }
            Awaitility.await()
                    .atMost(BACK_WITHIN)
                    .ignoreExceptions()
                    .until(() -> !store.apply(COLLECTION, List.of(put("shoe", 1, image(1, 0, 0, 0))))
                            .isEmpty());
        }
    }

    /** Two versions of every item, the second a deletion for every fourth. */
    private static List<StoredVersion> write(VectorStore store) {
        List<Mutation> first = new ArrayList<>();
        List<Mutation> second = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            String id = "item-%04d".formatted(i);
            first.add(put(id, 1, image(1, i, 0, 0), caption(1, 0, i, 0)));
            second.add(i % 4 == 0 ? delete(id, 2) : put(id, 2, image(1, i, 1, 0), caption(1, 1, i, 0)));
        }
        store.apply(COLLECTION, first);
        store.apply(COLLECTION, second);
        return second.stream().map(Items::version).toList();
    }
}
