package dev.weft.vectorstore.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.JavaLaunch;
import dev.weft.testkit.JavaProcess;
import dev.weft.vectorstore.Items;
import dev.weft.vectorstore.Near;
import dev.weft.vectorstore.StoredMedia;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real process is killed with SIGKILL in the middle of its writes, again and again on the same folder. */
final class CrashTest {

    private static final int KILLS = 3;
    private static final int SYNCS_BEFORE_KILL = 4;

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void shouldHoldEverythingSyncedAndNoHalfVersionsWhenKilled() {
        long version = 1;
        for (int kill = 1; kill <= KILLS; kill++) {
            long synced = writeUntilKilled(version);

            version = 1 + newestAfterReopening(synced);
        }
    }

    /** The last version of which the writer said that it is durable. */
    private long writeUntilKilled(long firstVersion) {
        try (JavaProcess writer = JavaLaunch.of(CrashingWriter.class)
                .arguments(folder, firstVersion)
                .start()) {
            writer.awaitLines(SYNCS_BEFORE_KILL, Duration.ofMinutes(1));

            // 128 + SIGKILL
            assertThat(writer.kill()).isEqualTo(137);
            return Long.parseLong(writer.lines().getLast());
        }
    }

    private long newestAfterReopening(long synced) {
        try (VectorStore store = VectorStores.open("lucene:" + folder)) {
            List<StoredVersion> versions = store.scan(Items.COLLECTION, Optional.empty(), 1000);
            assertThat(versions)
                    .hasSize(CrashingWriter.ITEMS)
                    .allSatisfy(stored -> assertThat(stored.version()).isGreaterThanOrEqualTo(synced));
            for (StoredVersion stored : versions) {
                StoredMedia media = store.get(Items.COLLECTION, List.of(stored.key()))
                        .values()
                        .iterator()
                        .next();
                assertThat(media.rows()).containsExactly(CrashingWriter.rows(stored.version()));
            }
            int rows = versions.stream()
                    .mapToInt(stored -> CrashingWriter.rows(stored.version()).length)
                    .sum();
            assertThat(store.count(Items.COLLECTION)).isEqualTo(rows);
            assertThat(Near.to(1, 1, 1, 1).k(1000).search(store)).hasSize(rows);
            return versions.stream().mapToLong(StoredVersion::version).max().orElseThrow();
        }
    }
}
