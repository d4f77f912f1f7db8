package dev.weft.modelcatalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundlePathTest {

    @ParameterizedTest
    @ValueSource(strings = {"\u001b", "\r", "\u0085", "\u009b", "\u202e", "\u2028"})
    void shouldShowNothingThatALogOrATerminalObeys(String hostile) {
        assertThat(BundlePath.shown("a" + hostile + "b")).isEqualTo("a?b");
    }
}
