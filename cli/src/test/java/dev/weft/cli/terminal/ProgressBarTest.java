package dev.weft.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.cli.imports.ImportProgress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void shouldRedrawOneLineWhenOnATerminal() {
        // given
        ProgressBar bar = new ProgressBar(terminal(true, 100), "Importing x");

        // when
        bar.show(at(1, 0));
        bar.show(at(2, 500));
        bar.finish();

        // then
        assertThat(output().split("\r")).hasSize(3);
        assertThat(output())
                .contains("500/1,000")
                .contains(" 50 %")
                .contains("items/s")
                .contains("ETA")
                .endsWith("\n");
        assertThat(output().strip()).doesNotContain("\n");
    }

    @Test
    void shouldFitIntoTheLineWhenTheTerminalIsNarrow() {
        // given
        ProgressBar bar = new ProgressBar(terminal(true, 40), "Importing a catalog with quite a long name");

        // when
        bar.show(at(2, 500));

        // then
        assertThat(output().replaceAll("[\r\n]|\u001b\\[K", "")).hasSizeLessThan(40);
    }

    @Test
    void shouldWriteALineEveryFewSecondsWhenThereIsNoTerminal() {
        // given
        ProgressBar bar = new ProgressBar(terminal(false, 100), "Importing x");

        // when
        for (int tenths = 1; tenths <= 70; tenths++) {
            bar.show(at(tenths / 10.0, tenths));
        }

        // then
        assertThat(output().lines()).hasSize(2).allMatch(line -> line.startsWith("Importing x"));
        assertThat(output()).doesNotContain("\r").doesNotContain("\u001b");
    }

    @Test
    void shouldCountMegabytesWhenDownloading() {
        // given
        ProgressBar known = new ProgressBar(terminal(true, 100), "model.onnx", ProgressUnit.BYTES);
        ProgressBar unknown = new ProgressBar(terminal(true, 100), "other.onnx", ProgressUnit.BYTES);

        // when
        known.show(new ImportProgress(OptionalLong.of(20_000_000), 0, 5_000_000, 0, Duration.ofSeconds(2)));
        unknown.show(new ImportProgress(OptionalLong.empty(), 0, 5_000_000, 0, Duration.ofSeconds(2)));

        // then
        assertThat(output()).contains(" 25 %  5.0/20.0 MB  2.5 MB/s  ETA 6 s").contains("other.onnx  5.0 MB  2.5 MB/s");
    }

    private static ImportProgress at(double seconds, long settled) {
        return new ImportProgress(
                OptionalLong.of(1000), settled, settled, 0, Duration.ofMillis((long) (seconds * 1000)));
    }

    private Terminal terminal(boolean isTerminal, int columns) {
        PrintStream stream = new PrintStream(written, true, StandardCharsets.UTF_8);
        return new Terminal(stream, stream, isTerminal, isTerminal, false, columns);
    }

    private String output() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
