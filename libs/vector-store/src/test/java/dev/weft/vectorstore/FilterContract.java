package dev.weft.vectorstore;

import static dev.weft.vectorstore.Items.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weft.core.AttributeValue;
import dev.weft.core.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters mean the same in every store, and a value is never more than a value. */
interface FilterContract extends StoreUnderTest {

    @Test
    default void shouldCompareWithTheTypeOfTheFiltersValue() {
        apply(
                put("text", Map.of("x", AttributeValue.of("1"))),
                put("number", Map.of("x", AttributeValue.of(1))),
                put("flag", Map.of("x", AttributeValue.of(true))),
                put("texts", Map.of("x", AttributeValue.of(List.of("true", "1")))));

        assertThat(where(eq("x", "1"))).containsExactlyInAnyOrder("text", "texts");
        assertThat(where(new Filter.Eq("x", AttributeValue.of(1)))).containsExactly("number");
        assertThat(where(new Filter.Eq("x", AttributeValue.of(true)))).containsExactly("flag");
        assertThat(where(new Filter.Eq("x", AttributeValue.of(false)))).isEmpty();
        assertThat(where(new Filter.In("x", List.of(AttributeValue.of("true"), AttributeValue.of(1)))))
                .containsExactlyInAnyOrder("number", "texts");
    }

    @Test
    default void shouldSeeOnlyTheFamiliesOfASplit() {
        List<String> ids = IntStream.range(0, 120).mapToObj(i -> "item-" + i).toList();
        ids.forEach(id -> apply(put(id, Map.of("x", AttributeValue.of("1")))));

        for (Split split : Split.values()) {
            List<String> inSplit = ids.stream()
                    .filter(id -> Split.of(put(id, Map.of()).family()) == split)
                    .toList();
            assertThat(inSplit).isNotEmpty();
            assertThat(Near.to(1, 0, 0, 0)
                            .k(200)
                            .where(new Filter.InSplit(split))
                            .ids(store()))
                    .containsExactlyInAnyOrderElementsOf(inSplit);
            assertThat(Near.to(1, 0, 0, 0)
                            .k(200)
                            .where(new Filter.And(List.of(new Filter.Not(new Filter.InSplit(split)), eq("x", "1"))))
                            .ids(store()))
                    .hasSize(ids.size() - inSplit.size())
                    .doesNotContainAnyElementsOf(inSplit);
        }
    }

    @Test
    default void shouldRespectBoundsOfARange() {
        apply(
                put("zero", Map.of("x", AttributeValue.of(-0.0))),
                put("one", Map.of("x", AttributeValue.of(1))),
                put("two", Map.of("x", AttributeValue.of(2))),
                put("other", Map.of("y", AttributeValue.of(1))));

        assertThat(where(range(new Filter.Bound(0, true), new Filter.Bound(2, false))))
                .containsExactlyInAnyOrder("zero", "one");
        assertThat(where(range(new Filter.Bound(-0.0, false), new Filter.Bound(2, true))))
                .containsExactlyInAnyOrder("one", "two");
        assertThat(where(new Filter.Range("x", Optional.empty(), Optional.of(new Filter.Bound(0.5, true)))))
                .containsExactly("zero");
        assertThat(where(new Filter.Range("x", Optional.of(new Filter.Bound(1.5, true)), Optional.empty())))
                .containsExactly("two");
    }

    @Test
    default void shouldKeepRowsWithoutTheAttributeWhenNegated() {
        apply(
                put("red", Map.of("colour", AttributeValue.of("red"))),
                put("blue", Map.of("colour", AttributeValue.of("blue"))),
                put("none", Map.of()));

        assertThat(where(new Filter.Not(eq("colour", "red")))).containsExactlyInAnyOrder("blue", "none");
        assertThat(where(new Filter.And(List.of(new Filter.Not(eq("colour", "red")), eq("colour", "blue")))))
                .containsExactly("blue");
        assertThat(where(new Filter.Or(List.of(eq("colour", "red"), eq("colour", "blue")))))
                .containsExactlyInAnyOrder("red", "blue");
    }

    @Test
    default void shouldNameTheKnownAttributesWhenAFilterNamesAnUnknownOne() {
        apply(put("a", Map.of("colour", AttributeValue.of("red"), "price", AttributeValue.of(1))));
        Filter nested = new Filter.Not(new Filter.And(List.of(eq("colour", "red"), eq("color", "red"))));

        assertThatExceptionOfType(UnknownFieldException.class)
                .isThrownBy(() -> where(nested))
                .withMessageContaining("'color'")
                .withMessageContaining("colour, price");
    }

    @Test
    default void shouldSurviveAttributesNamedLikeItsOwnFields() {
        List<String> names = List.of(
                "key",
                "tenant",
                "version",
                "part",
                "release",
                "item",
                "tombstone",
                "vector",
                "id",
                "pk",
                "deleted",
                "text",
                "numeric",
                "flag",
                "image",
                "modality",
                "family",
                "and",
                "or",
                "not");
        List<Mutation> items = new ArrayList<>();
        for (String name : names) {
            items.add(put("has-" + name, Map.of(name, AttributeValue.of("default/has-key"))));
        }
        store().apply(Items.COLLECTION, items);

        for (String name : names) {
            assertThat(where(eq(name, "default/has-key"))).containsExactly("has-" + name);
        }
        assertThat(store().attributes(Items.COLLECTION)).containsOnlyKeys(names);
    }

    @Test
    default void shouldFindExactlyTheEqualTextWhenValuesAreHostile() {
        List<String> hostile = HostileTexts.all(new Random(5));
        List<Mutation> items = new ArrayList<>();
        for (int i = 0; i < hostile.size(); i++) {
            items.add(put("item-" + i, Map.of("name", AttributeValue.of(hostile.get(i)))));
        }
        store().apply(Items.COLLECTION, items);

        for (int i = 0; i < hostile.size(); i++) {
            assertThat(where(eq("name", hostile.get(i))))
                    .as("text %d: %s", i, hostile.get(i))
                    .containsExactly("item-" + i);
        }
        assertThat(where(eq("name", "none of these"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    default void shouldAgreeWithThePlainMeaningWhenFiltersAreNested(long seed) {
        RandomFilters random = new RandomFilters(new Random(seed));
        List<Mutation.Put> items = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            items.add(put("item-" + i, random.attributes()));
        }
        store().apply(Items.COLLECTION, List.copyOf(items));
        store().apply(Items.COLLECTION, List.of(put("names-every-field", random.everyField())));
        items.add(put("names-every-field", random.everyField()));

        for (int i = 0; i < 30; i++) {
            Filter filter = random.filter(4);

            List<String> expected = items.stream()
                    .filter(item -> FilterEvaluator.matches(filter, item))
                    .map(item -> item.key().id().value())
                    .toList();
            assertThat(where(filter))
                    .as("seed %d, filter %s", seed, filter)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private List<String> where(Filter filter) {
        return Near.to(1, 0, 0, 0).k(1000).where(filter).ids(store());
    }

    private static Filter eq(String field, String value) {
        return new Filter.Eq(field, AttributeValue.of(value));
    }

    private static Filter range(Filter.Bound lower, Filter.Bound upper) {
        return new Filter.Range("x", Optional.of(lower), Optional.of(upper));
    }
}
