package dev.weft.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimedPartsTest {

    @Test
    void shouldReadTheStartOfWhatItNamed() {
        // when
        String name = TimedParts.name("audio", Duration.ofSeconds(5));

        // then
        assertThat(name).isEqualTo("audio~5000");
        assertThat(TimedParts.start(name)).contains(Duration.ofSeconds(5));
        assertThat(TimedParts.start(TimedParts.name("video.frame", Duration.ZERO)))
                .contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "~5", "a~", "a~b", "a~-1", "a~01", "a~b~1", "a~1234567890123"})
    void shouldFindNoStartInOtherNames(String name) {
        assertThat(TimedParts.start(name)).isEmpty();
    }

    @Test
    void shouldRefuseWhatCanNotBeReadBack() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimedParts.name("a~1", Duration.ZERO))
                .withMessageContaining("a~1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimedParts.name("audio", Duration.ofMillis(-1)))
                .withMessageContaining("PT-0.001S");
    }
}
