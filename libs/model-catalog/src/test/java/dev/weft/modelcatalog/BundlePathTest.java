package dev.weft.modelcatalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Shown;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundlePathTest {

    @ParameterizedTest
    @ValueSource(strings = {"\u001b", "\r", "\u0085", "\u009b", "\u202e", "\u2028"})
    void shouldShowNothingThatALogOrATerminalObeys(String hostile) {
        assertThat(Shown.of("a" + hostile + "b")).isEqualTo("a?b");
    }
}
