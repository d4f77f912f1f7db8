package dev.weft.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"\u001b", "\r", "\u007f", "\u0080", "\u0085", "\u009b", "\u009f", "\u202e", "\u2028", "\ud800"})
    void shouldReplaceWhatALogOrATerminalObeys(String hostile) {
        assertThat(Quoted.of("a" + hostile + "b")).isEqualTo("'a?b'");
    }

    @Test
    void shouldKeepLettersOfAllScripts() {
        assertThat(Quoted.of("é日本\u00a0😀")).isEqualTo("'é日本\u00a0😀'");
    }
}
