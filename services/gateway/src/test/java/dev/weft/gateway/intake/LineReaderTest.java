package dev.weft.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.gateway.intake.LineReader.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    @Test
    void shouldReadLinesWithEitherEndAndWithoutOne() throws IOException {
        assertThat(lines("a\nb\r\n\nc", 10)).containsExactly("a", "b", "", "c");
        assertThat(lines("", 10)).isEmpty();
        assertThat(lines("a\n", 10)).containsExactly("a");
    }

    @Test
    void shouldSkipTheRestOfALineThatIsTooLongAndGoOn() throws IOException {
        assertThat(lines("12345\n123456\nok", 5)).containsExactly("12345", "(too long)", "ok");
        assertThat(lines("12345\r\nok", 5)).containsExactly("12345", "ok");
    }

    private static List<String> lines(String text, int maxBytes) throws IOException {
        LineReader reader = new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), maxBytes);
        List<String> lines = new ArrayList<>();
        for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next()) {
            lines.add(
                    switch (line.get()) {
                        case Line.Text(byte[] bytes) -> new String(bytes, StandardCharsets.UTF_8);
                        case Line.TooLong() -> "(too long)";
                    });
        }
        return lines;
    }
}
