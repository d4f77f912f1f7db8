package dev.weft.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTest {

    /** A line's end of Windows, a terminal's escape, a mark that turns the reading direction, half of a pair. */
    private static final String HOSTILE = "one\r\ntwo\u001b[31m\u202ethree\ud800";

    @Test
    void shouldReplaceEachCharacterThatALogOrATerminalWouldObey() {
        assertThat(Shown.harmless(HOSTILE)).isEqualTo("one??two?[31m?three?");
    }

    @Test
    void shouldPutOneSpaceForSeveralSuchCharactersWhenAPersonReadsOneLine() {
        assertThat(Shown.onOneLine(HOSTILE)).isEqualTo("one two [31m three ");
    }

    @Test
    void shouldShortenWhatIsOnlyToBeRecognised() {
        assertThat(Shown.of("x".repeat(81))).isEqualTo("x".repeat(80) + "…");
    }
}
