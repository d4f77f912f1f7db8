package dev.weft.sink.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    @TempDir
    Path folder;

    @Test
    void shouldGiveBackWhatWasWrittenInItsOrder() {
        // given
        List<LogEntry> entries = LongStream.range(0, 5_000)
                .mapToObj(i -> new LogEntry(
                        "default/" + "x".repeat((int) (i % 129)),
                        i % 3 == 0 ? LogEntry.Kind.PUT : LogEntry.Kind.NOT_TAKEN,
                        i,
                        3,
                        7,
                        i * i))
                .toList();
        try (Spool<LogEntry> spool = new Spool<>(new Disk(folder, 1 << 24), LogEntry.CODEC)) {

            // when
            entries.forEach(spool::add);
            List<LogEntry> read = new ArrayList<>();
            spool.forEach(read::add);

            // then
            assertThat(read).isEqualTo(entries);
        }
    }

    @Test
    void shouldLeaveNoFileWhateverHappens() throws IOException {
        // given
        Disk disk = new Disk(folder, 1 << 24);
        Spool<StoreEntry> spool = new Spool<>(disk, StoreEntry.CODEC);

        // when
        fill(spool, 10_000);

        // then
        assertThat(disk.most()).isPositive();
        assertThat(files()).isZero(); // A process that is killed here leaves nothing.

        // when
        spool.close();

        // then
        assertThat(files()).isZero();
    }

    @Test
    void shouldSayWhichKeyAllowsMoreWhenTheDiskIsUsedUp() {
        // given
        Disk disk = new Disk(folder, 100_000);

        try (Spool<StoreEntry> spool = new Spool<>(disk, StoreEntry.CODEC)) {
            // when, then
            assertThatThrownBy(() -> fill(spool, 10_000))
                    .isInstanceOf(ReconcileException.class)
                    .hasMessageContaining("weft.sink.reconcile.max-disk-bytes");
        }
        disk.take(100_000); // All of it was given back.
    }

    @Test
    void shouldSayWhichKeyNamesTheFolderWhenItIsNotThere() {
        // given
        Disk disk = new Disk(folder.resolve("nowhere"), 1 << 24);

        try (Spool<StoreEntry> spool = new Spool<>(disk, StoreEntry.CODEC)) {
            // when, then
            assertThatThrownBy(() -> fill(spool, 10_000))
                    .isInstanceOf(ReconcileException.class)
                    .hasMessageContaining("weft.sink.reconcile.folder");
        }
    }

    private static void fill(Spool<StoreEntry> spool, int entries) {
        for (int i = 0; i < entries; i++) {
            spool.add(new StoreEntry("default/item-" + i, i, false));
        }
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
