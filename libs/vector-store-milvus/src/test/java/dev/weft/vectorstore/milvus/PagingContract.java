package dev.weft.vectorstore.milvus;

import static dev.weft.vectorstore.Items.COLLECTION;
import static dev.weft.vectorstore.Items.SCHEMA;
import static dev.weft.vectorstore.Items.caption;
import static dev.weft.vectorstore.Items.delete;
import static dev.weft.vectorstore.Items.image;
import static dev.weft.vectorstore.Items.put;
import static dev.weft.vectorstore.Items.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.testkit.milvus.MilvusServer;
import dev.weft.vectorstore.Items;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.VectorRow;
import dev.weft.vectorstore.VectorStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Walks over more rows than one call reads. */
abstract class PagingContract {

    private static final int ITEMS = 1500;

    private final VectorStore store;
    private final List<Mutation> items = new ArrayList<>();

    PagingContract(MilvusServer server) {
        Stores.clear(server, SCHEMA);
        this.store = Stores.open(server);
    }

    @BeforeEach
    void write() {
        store.createCollection(SCHEMA);
        for (int i = 0; i < ITEMS; i++) {
            // Of unequal length, so that the order of texts is not that of numbers.
            String id = "item-" + i * 7;
            items.add(i % 9 == 0 ? delete(id, 3) : put(id, 2, image(1, i, 0, 0), caption(1, 0, i, 0)));
        }
        VectorRow[] many = new VectorRow[40];
        for (int i = 0; i < many.length; i++) {
            many[i] = row("frame-" + i, Modality.VIDEO, 1, i, 0, 0);
        }
        items.add(put("many", 1, many));
        Collections.shuffle(items, new Random(4));
        store.apply(COLLECTION, items);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void shouldShowEveryItemOnceAndInOrderWhateverThePage() {
        List<StoredVersion> expected = items.stream()
                .map(Items::version)
                .sorted(Comparator.comparing(version -> version.key().toString()))
                .toList();

        assertThat(walk(100)).isEqualTo(expected);
        assertThat(walk(997)).isEqualTo(expected);
        assertThat(walk(ITEMS * 2)).isEqualTo(expected);
        assertThat(store.scan(COLLECTION, Optional.of(Items.key("item-9")), 3))
                .isEqualTo(expected.stream()
                        .filter(version -> version.key().toString().compareTo("default/item-9") > 0)
                        .limit(3)
                        .toList());
        assertThat(store.scan(COLLECTION, Optional.of(Items.key("m")), 1))
                .containsExactly(new StoredVersion(Items.key("many"), 1, false));
    }

    private List<StoredVersion> walk(int limit) {
        List<StoredVersion> all = new ArrayList<>();
        Optional<MediaKey> after = Optional.empty();
        while (true) {
            List<StoredVersion> page = store.scan(COLLECTION, after, limit);
            if (page.isEmpty()) {
                return all;
            }
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page);
            after = Optional.of(page.getLast().key());
        }
    }
}
