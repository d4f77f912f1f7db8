package dev.weft.testkit.milvus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {

    @TempDir
    private Path parent;

    @Test
    void shouldEndTheServerAndRemoveTheDataWhenTheirOwnerIsGone() throws Exception {
        // given: what a killed JVM leaves, without its lock
        Process server = new ProcessBuilder("sleep", "600").start();
        Path left = Files.createDirectory(parent.resolve("full-left"));
        try (DataFolder owned = DataFolder.create(parent, MilvusKind.FULL)) {
            owned.runs(server.toHandle());
            for (String file : new String[] {"owner.lock", "process"}) {
                Files.copy(owned.path().resolve(file), left.resolve(file));
            }
            Files.delete(owned.path().resolve("process"));
        }

        // when
        try (DataFolder next = DataFolder.create(parent, MilvusKind.LITE)) {
            // then
            assertThat(next.path()).isDirectory();
            assertThat(left).doesNotExist();
            assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            Signals.kill(server.toHandle());
        }
    }

    @Test
    void shouldLeaveAnotherProcessAloneWhenItHasTheServersNumber() throws IOException {
        Process stranger = new ProcessBuilder("sleep", "600").start();
        Path left = Files.createDirectory(parent.resolve("full-left"));
        Files.createFile(left.resolve("owner.lock"));
        Files.writeString(left.resolve("process"), stranger.pid() + " 1999-12-31T23:59:59Z");

        try (DataFolder next = DataFolder.create(parent, MilvusKind.LITE)) {
            assertThat(next.path()).isDirectory();
            assertThat(left).doesNotExist();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            Signals.kill(stranger.toHandle());
        }
    }

    @Test
    void shouldLeaveAFolderAloneWhenItsOwnerLives() {
        try (DataFolder first = DataFolder.create(parent, MilvusKind.FULL);
                DataFolder second = DataFolder.create(parent, MilvusKind.FULL)) {
            assertThat(second.path()).isNotEqualTo(first.path());
            assertThat(first.path()).isDirectory();
        }
    }
}
