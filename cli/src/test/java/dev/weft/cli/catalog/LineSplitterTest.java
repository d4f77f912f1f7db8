package dev.weft.cli.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

    @Test
    void shouldGiveEveryLineWhenTheLastHasNoEnd() throws IOException {
        assertThat(lines("one\n\ntwo", 10)).containsExactly("one", "", "two");
    }

    @Test
    void shouldGoOnBehindALineWhenItIsTooLong() throws IOException {
        assertThat(lines("12345\n123456\nok\n", 5)).containsExactly("12345", "too long", "ok");
    }

    @Test
    void shouldGiveNothingWhenThereIsNothing() throws IOException {
        assertThat(lines("", 5)).isEmpty();
    }

    private static List<String> lines(String text, int maxLineBytes) throws IOException {
        List<String> lines = new ArrayList<>();
        ByteArrayInputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        try (LineSplitter splitter = new LineSplitter(in, maxLineBytes)) {
            for (var line = splitter.next(); line.isPresent(); line = splitter.next()) {
                lines.add(
                        line.get().isTooLong()
                                ? "too long"
                                : new String(line.get().bytes(), StandardCharsets.UTF_8));
            }
        }
        return lines;
    }
}
