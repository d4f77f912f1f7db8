package dev.weft.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TableTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void shouldAlignColumnsWhenPrinted() {
        // given
        Table table = new Table("name", "size");
        table.add("a longer name", "1");
        table.add("b", "22");

        // when
        table.print(terminal(false, 100));

        // then
        assertThat(output().lines()).containsExactly("name           size", "a longer name  1", "b              22");
    }

    @Test
    void shouldCutLinesOnATerminalOnlyWhenTheyAreTooLong() {
        // given
        Table table = new Table("name");
        table.add("x".repeat(60));

        // when
        table.print(terminal(true, 40));
        table.print(terminal(false, 40));

        // then
        assertThat(output().lines().map(String::length)).containsExactly(4, 40, 4, 60);
    }

    @Test
    void shouldRefuseARowWhenItHasTooFewCells() {
        assertThatThrownBy(() -> new Table("a", "b").add("1")).hasMessageContaining("2 cells, got 1");
    }

    private Terminal terminal(boolean isTerminal, int columns) {
        PrintStream stream = new PrintStream(written, true, StandardCharsets.UTF_8);
        return new Terminal(stream, stream, isTerminal, isTerminal, false, columns);
    }

    private String output() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
