package dev.weft.vectorstore;

import static dev.weft.vectorstore.Items.COLLECTION;
import static dev.weft.vectorstore.Items.caption;
import static dev.weft.vectorstore.Items.delete;
import static dev.weft.vectorstore.Items.image;
import static dev.weft.vectorstore.Items.key;
import static dev.weft.vectorstore.Items.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.AttributeValue;
import dev.weft.core.MediaKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Walking through all versions, and the figures around a collection. */
interface ScanContract extends StoreUnderTest {

    @Test
    default void shouldPageInTheOrderOfKeysWithDeletedItemsAmongThem() {
        apply(put("d", 4, image(1, 0, 0, 0)), put("b", 2, image(1, 0, 0, 0), caption(1, 0, 0, 0)));
        apply(put("c", 3, image(1, 0, 0, 0)), delete("a", 1));
        apply(put(MediaKey.of("default-2", "a"), 5, Map.of(), image(1, 0, 0, 0)), delete("c", 6));

        List<List<StoredVersion>> pages = new ArrayList<>();
        Optional<MediaKey> after = Optional.empty();
        do {
            pages.add(store().scan(COLLECTION, after, 2));
            after = pages.getLast().isEmpty()
                    ? Optional.empty()
                    : Optional.of(pages.getLast().getLast().key());
        } while (after.isPresent());

        assertThat(pages)
                .containsExactly(
                        // In text, "default-2/a" comes before "default/a".
                        List.of(
                                new StoredVersion(MediaKey.of("default-2", "a"), 5, false),
                                new StoredVersion(key("a"), 1, true)),
                        List.of(new StoredVersion(key("b"), 2, false), new StoredVersion(key("c"), 6, true)),
                        List.of(new StoredVersion(key("d"), 4, false)),
                        List.of());
    }

    @Test
    default void shouldGoOnWhereItWasWhenTheLastKeyIsGone() {
        apply(put("a", 1, image(1, 0, 0, 0)), put("c", 1, image(1, 0, 0, 0)));

        List<StoredVersion> page = store().scan(COLLECTION, Optional.of(key("b")), 10);

        assertThat(page).containsExactly(new StoredVersion(key("c"), 1, false));
    }

    @Test
    default void shouldCountLiveRowsOnly() {
        apply(put("a", 1, image(1, 0, 0, 0), caption(1, 0, 0, 0)), put("b", 1, image(1, 0, 0, 0)), delete("c", 1));

        apply(delete("b", 2), put("a", 2, image(1, 0, 0, 0), caption(1, 0, 0, 0)));

        assertThat(store().count(COLLECTION)).isEqualTo(2);
    }

    @Test
    default void shouldTellAttributesAndTheirTypes() {
        assertThat(store().attributes(COLLECTION)).isEmpty();
        apply(
                put(
                        "a",
                        Map.of(
                                "colour", AttributeValue.of("red"),
                                "price", AttributeValue.of(1),
                                "mixed", AttributeValue.of(1),
                                "tags", AttributeValue.of(List.of("x")))),
                put(
                        "b",
                        Map.of(
                                "sale", AttributeValue.of(false),
                                "mixed", AttributeValue.of("one"),
                                "none", AttributeValue.of(List.of()))));

        assertThat(store().attributes(COLLECTION))
                .containsExactly(
                        Map.entry("colour", AttributeType.TEXT),
                        Map.entry("mixed", AttributeType.TEXT),
                        Map.entry("price", AttributeType.NUMERIC),
                        Map.entry("sale", AttributeType.FLAG),
                        Map.entry("tags", AttributeType.TEXT));
    }
}
