package dev.weft.vectorstore;

import static dev.weft.vectorstore.Items.COLLECTION;
import static dev.weft.vectorstore.Items.image;
import static dev.weft.vectorstore.Items.key;
import static dev.weft.vectorstore.Items.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.core.ReleaseId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Aliases: which collection is live. */
interface AliasContract extends StoreUnderTest {

    CollectionSchema NEXT = new CollectionSchema(ReleaseId.parse("catalog@2"), 4);

    @Test
    default void shouldReachTheCollectionWhenAnAliasIsNamed() {
        store().setAlias("catalog", COLLECTION);

        store().apply("catalog", List.of(put("shoe", 1, image(1, 0, 0, 0))));

        assertThat(store().resolve("catalog")).contains(COLLECTION);
        assertThat(store().resolve(COLLECTION)).contains(COLLECTION);
        assertThat(store().count("catalog")).isEqualTo(1);
        assertThat(store().get("catalog", List.of(key("shoe")))).containsOnlyKeys(key("shoe"));
        assertThat(store().scan("catalog", Optional.empty(), 10)).hasSize(1);
        assertThat(store().attributes("catalog")).isEmpty();
        assertThat(store().search("catalog", List.of(Near.to(1, 0, 0, 0).query()))
                        .getFirst())
                .hasSize(1);
        assertThat(store().collections()).containsExactly(COLLECTION);
    }

    @Test
    default void shouldStayWithTheCollectionWhenAnAliasIsPointedAtAnAlias() {
        store().createCollection(NEXT);
        store().setAlias("catalog", COLLECTION);
        store().setAlias("shadow", "catalog");

        store().setAlias("catalog", NEXT.name());

        assertThat(store().resolve("shadow")).contains(COLLECTION);
        assertThat(store().resolve("catalog")).contains(NEXT.name());
    }

    @Test
    default void shouldRefuseWhenAnAliasHasTheNameOfACollection() {
        store().createCollection(NEXT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().setAlias(NEXT.name(), COLLECTION))
                .withMessageEndingWith("got '" + NEXT.name() + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "../catalog", "a b", "a\nb", "1a", "ünïcode"})
    default void shouldRefuseWhenAnAliasIsNoName(String alias) {
        assertThatIllegalArgumentException().isThrownBy(() -> store().setAlias(alias, COLLECTION));
    }

    @Test
    default void shouldSeeTheOldOrTheNewCollectionWhenTheAliasSwitchesUnderSearches() throws Exception {
        store().createCollection(NEXT);
        store().apply(COLLECTION, List.of(put("old", 1, image(1, 0, 0, 0))));
        store().apply(NEXT.name(), List.of(put("new", 1, image(1, 0, 0, 0))));
        store().setAlias("catalog", COLLECTION);
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Set<String>>> searches = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                searches.add(threads.submit(() -> searchUntil(done)));
            }

            try {
                for (int i = 0; i < 200; i++) {
                    store().setAlias("catalog", i % 2 == 0 ? NEXT.name() : COLLECTION);
                }
            } finally {
                done.set(true);
            }

            for (Future<Set<String>> search : searches) {
                assertThat(result(search)).isSubsetOf("old", "new");
            }
        }
    }

    /** Every result seen, each as the ids of two queries that went in one call. */
    private Set<String> searchUntil(AtomicBoolean done) {
        VectorQuery query = Near.to(1, 0, 0, 0).query();
        Set<String> seen = new HashSet<>();
        while (!done.get()) {
            List<List<Hit>> hits = store().search("catalog", List.of(query, query));
            Set<String> ids = new HashSet<>();
            hits.forEach(list -> list.forEach(hit -> ids.add(hit.key().id().value())));
            seen.add(String.join("+", ids));
        }
        return seen;
    }

    private static Set<String> result(Future<Set<String>> search) throws InterruptedException {
        try {
            return search.get();
        } catch (ExecutionException e) {
            throw new AssertionError("a search failed while the alias switched", e);
        }
    }
}
