package dev.weft.core;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class AudioClipTest {

    @Test
    void shouldRefuseWhatIsNoSound() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AudioClip(0, new float[1]))
                .withMessageContaining("got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AudioClip(48_000, new float[0]))
                .withMessageContaining("at least one sample");
    }
}
