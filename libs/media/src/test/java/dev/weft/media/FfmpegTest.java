package dev.weft.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfmpegTest {

    @TempDir
    private Path folder;

    @Test
    void shouldUnpackOnceWhenAskedTwice() throws Exception {
        // given
        Path own = folder.resolve("own");
        Ffmpeg.bundled(own);
        Path program = program(own);
        FileTime before = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(program, before);

        // when
        Ffmpeg.bundled(own);

        // then
        assertThat(Files.getLastModifiedTime(program)).isEqualTo(before);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                .isEqualTo("rwx------");
    }

    @Test
    void shouldUnpackWhatIsMissingWhenAFileIsGone() throws Exception {
        // given
        Path own = folder.resolve("own");
        Ffmpeg.bundled(own);
        Files.delete(program(own));

        // when
        Ffmpeg.bundled(own);

        // then
        assertThat(program(own)).isExecutable();
    }

    @Test
    void shouldRefuseWhenOthersMayWriteTheFolder() throws IOException {
        // given
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        // when, then
        assertThatThrownBy(() -> Ffmpeg.bundled(open))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("rwxrwxrwx");
    }

    @Test
    void shouldSayWhatIsWrongWhenTheProgramIsBroken() throws Exception {
        // given
        Path own = folder.resolve("own");
        Ffmpeg.bundled(own);
        Files.write(program(own), new byte[] {0x7f, 'E', 'L', 'F'});

        // when, then
        assertThatThrownBy(() -> Ffmpeg.bundled(own))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("FFmpeg must run here");
    }

    private static Path program(Path own) throws IOException {
        try (Stream<Path> files = Files.walk(own)) {
            return files.filter(file -> file.endsWith("ffmpeg") && Files.isRegularFile(file))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
