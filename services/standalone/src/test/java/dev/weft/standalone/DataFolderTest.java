package dev.weft.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldRefuseWhenTheFolderIsInUse() throws Exception {
        // given
        try (DataFolder first = DataFolder.lock(folder.resolve("data"))) {
            // when, then
            assertThatThrownBy(() -> DataFolder.lock(first.path()))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("another Weft")
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("--data");
        }
    }

    @Test
    void shouldGiveTheFolderAgainWhenItsOwnerHasEnded() throws Exception {
        // given
        DataFolder.lock(folder).close();

        // when
        try (DataFolder second = DataFolder.lock(folder)) {
            // then
            assertThat(second.path()).isEqualTo(folder.toAbsolutePath());
        }
    }

    @Test
    void shouldSayWhichFolderWhenItCannotBeUsed() throws Exception {
        // given
        Path file = Files.writeString(folder.resolve("file"), "");

        // when, then
        assertThatThrownBy(() -> DataFolder.lock(file.resolve("data")))
                .isInstanceOf(StartException.class)
                .hasMessageContaining(file.toString());
    }
}
