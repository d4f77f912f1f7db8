package dev.weft.core.running;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RangesTest {

    private final Ranges ranges = new Ranges("weft.sink.");

    @Test
    void shouldTakeBothEnds() {
        assertThatCode(() -> {
                    ranges.require("writers", 1, 1, 64);
                    ranges.require("writers", 64, 1, 64);
                    ranges.require("max-delay", Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1));
                    ranges.require("max-delay", Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(1));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void shouldNameTheWholeKeyAndTheRangeWhenAValueIsOutside() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ranges.require("writers", 65, 1, 64))
                .withMessage("weft.sink.writers must be 1 to 64, got 65");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ranges.require("max-delay", Duration.ofSeconds(2), Duration.ZERO, Duration.ofSeconds(1)))
                .withMessage("weft.sink.max-delay must be PT0S to PT1S, got PT2S");
    }
}
