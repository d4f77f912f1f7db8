package dev.weft.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressFileTest {

    /** Above what Linux and macOS give to processes. */
    private static final long NO_PROCESS = 1L << 40;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldGiveTheNewestWhenSeveralRun() throws IOException {
        // given
        write("data", "http://127.0.0.1:8080", ProcessHandle.current().pid(), 100);
        write("demo", "http://127.0.0.1:8081", ProcessHandle.current().pid(), 200);

        // when, then
        assertThat(AddressFile.newestBelow(folder)).contains(URI.create("http://127.0.0.1:8081"));
    }

    @Test
    void shouldPassOverOneThatWasKilled() throws IOException {
        // given
        write("data", "http://127.0.0.1:8080", ProcessHandle.current().pid(), 100);
        write("demo", "http://127.0.0.1:8081", NO_PROCESS, 200);

        // when, then
        assertThat(AddressFile.newestBelow(folder)).contains(URI.create("http://127.0.0.1:8080"));
    }

    @Test
    void shouldGiveNothingWhenThereIsNoneOrNotOurs() throws IOException {
        // given
        Files.createDirectories(folder.resolve(".weft/other"));
        Files.writeString(folder.resolve(".weft/other/address"), "what is this");

        // when, then
        assertThat(AddressFile.newestBelow(folder)).isEmpty();
        assertThat(AddressFile.newestBelow(folder.resolve("missing"))).isEmpty();
    }

    private void write(String name, String url, long processId, long modifiedSeconds) throws IOException {
        Path data = Files.createDirectories(folder.resolve(".weft").resolve(name));
        AddressFile.in(data).write(URI.create(url), processId);
        Files.setLastModifiedTime(data.resolve("address"), FileTime.from(Instant.ofEpochSecond(modifiedSeconds)));
    }
}
