package dev.weft.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RgbImageTest {

    @Test
    void shouldTakeThreeBytesAPixelWhenMade() {
        assertThat(new RgbImage(2, 3, new byte[18]).width()).isEqualTo(2);
    }

    @Test
    void shouldRefuseWhenBytesAndPixelsDisagree() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RgbImage(2, 3, new byte[17]))
                .withMessageContaining("got 17");
        assertThatIllegalArgumentException().isThrownBy(() -> new RgbImage(0, 3, new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> new RgbImage(3, -1, new byte[0]));
    }

    @Test
    void shouldRefuseWhenTheSizeOverflowsAnInt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RgbImage(1 << 16, 1 << 16, new byte[0]))
                .withMessageContaining("12884901888");
    }
}
