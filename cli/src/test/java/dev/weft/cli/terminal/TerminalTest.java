package dev.weft.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TerminalTest {

    @AfterEach
    void forget() {
        System.clearProperty("weft.terminal.out");
    }

    @Test
    void shouldColourOnlyWhenOnATerminalThatWantsIt() {
        // given
        System.setProperty("weft.terminal.out", "true");

        // when
        boolean onTerminal = Terminal.system(Map.of("TERM", "xterm")).colours();
        boolean noColour =
                Terminal.system(Map.of("TERM", "xterm", "NO_COLOR", "1")).colours();
        boolean dumb = Terminal.system(Map.of("TERM", "dumb")).colours();
        System.clearProperty("weft.terminal.out");
        boolean piped = Terminal.system(Map.of("TERM", "xterm")).colours();

        // then
        assertThat(onTerminal).isTrue();
        assertThat(noColour).isFalse();
        assertThat(dumb).isFalse();
        assertThat(piped).isFalse();
    }

    @Test
    void shouldDisarmTextWhenItCarriesControlCharacters() {
        assertThat(Terminal.printable("a\u001b[31m\nb\u202ec\u009b2J")).isEqualTo("a [31m b c 2J");
    }

    @Test
    void shouldCountCharactersWhenClipping() {
        assertThat(Terminal.clipped("🍕🍕🍕🍕", 3)).isEqualTo("🍕🍕…");
        assertThat(Terminal.clipped("🍕🍕🍕", 3)).isEqualTo("🍕🍕🍕");
    }
}
