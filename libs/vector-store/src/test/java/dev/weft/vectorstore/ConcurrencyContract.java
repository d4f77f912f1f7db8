package dev.weft.vectorstore;

import static dev.weft.vectorstore.Items.COLLECTION;
import static dev.weft.vectorstore.Items.caption;
import static dev.weft.vectorstore.Items.image;
import static dev.weft.vectorstore.Items.key;
import static dev.weft.vectorstore.Items.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Writers and searchers at the same time. */
interface ConcurrencyContract extends StoreUnderTest {

    int WRITERS = 3;
    int ROUNDS = 25;

    @Test
    default void shouldNeverShowHalfAVersionWhileWritersCompete() throws Exception {
        AtomicInteger writing = new AtomicInteger(WRITERS);
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 2)) {
            List<Callable<Collection<String>>> tasks = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int first = writer;
                tasks.add(() -> write(first, writing));
            }
            tasks.add(() -> brokenResults(writing));
            tasks.add(() -> brokenResults(writing));

            for (Future<Collection<String>> task : threads.invokeAll(tasks)) {
                assertThat(task.get()).isEmpty();
            }
        }

        assertThat(store().count(COLLECTION)).isEqualTo(2 * (WRITERS + 1));
        assertThat(store().get(COLLECTION, List.of(key("contended"))).values())
                .extracting(StoredMedia::version)
                .containsExactly((long) WRITERS * ROUNDS);
    }

    /** Each writer has an item of its own, and one that all fight for with interleaved versions. */
    private Collection<String> write(int writer, AtomicInteger writing) {
        try {
            for (int round = 1; round <= ROUNDS; round++) {
                int contended = (round - 1) * WRITERS + writer + 1;
                store().apply(
                                COLLECTION,
                                List.of(
                                        put("own-" + writer, round, image(1, round, 0, 0), caption(1, 0, round, 0)),
                                        put("contended", contended, image(1, 0, 0, 1), caption(1, 0, 0, 1))));
            }
            return List.of();
        } finally {
            writing.decrementAndGet();
        }
    }

    /** The items of which a search showed one row only, or rows of different versions. */
    private Collection<String> brokenResults(AtomicInteger writing) {
        Set<String> broken = new HashSet<>();
        while (writing.get() > 0) {
            Map<String, List<Long>> versions = new HashMap<>();
            for (Hit hit : Near.to(1, 1, 1, 1).k(100).search(store())) {
                versions.computeIfAbsent(hit.key().toString(), ignored -> new ArrayList<>())
                        .add(hit.version());
            }
            versions.forEach((key, found) -> {
                if (found.size() != 2 || !found.get(0).equals(found.get(1))) {
                    broken.add(key + " " + found);
                }
            });
        }
        return broken;
    }
}
