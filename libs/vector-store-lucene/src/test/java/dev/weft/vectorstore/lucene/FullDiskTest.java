package dev.weft.vectorstore.lucene;

import static dev.weft.vectorstore.Items.COLLECTION;
import static dev.weft.vectorstore.Items.SCHEMA;
import static dev.weft.vectorstore.Items.image;
import static dev.weft.vectorstore.Items.key;
import static dev.weft.vectorstore.Items.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weft.vectorstore.StoreExhaustedException;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.VectorStoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FullDiskTest {

    private static final String FULL = "No space left on device";

    @TempDir
    private Path folder;

    private final FullDisk disk = new FullDisk();
    private LuceneVectorStore store;

    @BeforeEach
    void writeSomethingDurable() throws IOException {
        store = LuceneVectorStore.open(folder, disk);
        store.createCollection(SCHEMA);
        write("durable");
        store.sync();
    }

    @AfterEach
    void close() {
        disk.refusal = "";
        store.close();
    }

    private void write(String id) {
        store.apply(COLLECTION, List.of(put(id, 1, image(1, 0, 0, 0))));
    }

    private List<String> ids() {
        return store.scan(COLLECTION, Optional.empty(), 10).stream()
                .map(StoredVersion::key)
                .map(key -> key.id().value())
                .toList();
    }

    private List<String> idsAfterARestart() throws IOException {
        store.close();
        store = LuceneVectorStore.open(folder, disk);
        return ids();
    }

    @Test
    void shouldSayThatItIsExhaustedAndGoOnSearchingWhenTheDiskIsFull() {
        disk.refusal = FULL;

        assertThatExceptionOfType(StoreExhaustedException.class)
                .isThrownBy(() -> write("late"))
                .withMessageContaining("make room");
        assertThatExceptionOfType(StoreExhaustedException.class).isThrownBy(() -> write("later"));
        assertThat(ids()).containsExactly("durable");
        assertThat(store.health().problem()).get().asString().contains("make room");
    }

    @Test
    void shouldWriteAgainWithoutARestartWhenThereIsRoom() throws IOException {
        // given
        disk.refusal = FULL;
        assertThatExceptionOfType(StoreExhaustedException.class).isThrownBy(() -> write("late"));

        // when
        disk.refusal = "";
        write("late");
        store.sync();

        // then
        assertThat(store.health().problem()).isEmpty();
        assertThat(store.get(COLLECTION, List.of(key("late")))).hasSize(1);
        assertThat(idsAfterARestart()).containsExactly("durable", "late");
    }

    @Test
    void shouldTellThatItLostWhatWasNotDurableWhenItGoesOn() throws IOException {
        // given
        write("unsynced");
        long before = store.losses();
        disk.refusal = FULL;
        assertThatExceptionOfType(StoreExhaustedException.class).isThrownBy(() -> write("late"));

        // when
        disk.refusal = "";
        store.sync();

        // then
        assertThat(store.losses()).isGreaterThan(before);
        assertThat(idsAfterARestart()).containsExactly("durable");
    }

    @Test
    void shouldKeepEverythingOrTellWhenASyncFindsTheDiskFull() throws IOException {
        // given
        write("unsynced");
        disk.refusal = FULL;
        assertThatExceptionOfType(StoreExhaustedException.class).isThrownBy(() -> store.sync());

        // when
        disk.refusal = "";
        store.sync();
        boolean told = store.losses() > 0;

        // then
        assertThat(idsAfterARestart().contains("unsynced")).isNotEqualTo(told);
    }

    @Test
    void shouldRefuseUntilItIsOpenedAgainAfterAnyOtherFailure() throws IOException {
        // given
        disk.refusal = "Input/output error";
        assertThatExceptionOfType(VectorStoreException.class)
                .isThrownBy(() -> write("late"))
                .isNotInstanceOf(StoreExhaustedException.class);

        // when
        disk.refusal = "";

        // then
        assertThatExceptionOfType(VectorStoreException.class).isThrownBy(() -> write("late"));
        assertThatExceptionOfType(VectorStoreException.class).isThrownBy(() -> store.sync());
        assertThat(store.losses()).isZero();
        assertThat(idsAfterARestart()).containsExactly("durable");
    }
}
