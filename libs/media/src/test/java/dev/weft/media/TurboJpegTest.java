package dev.weft.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.RgbImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The native decoder by itself: of ImageDecoder nobody can tell which one answered. Its code comes for Linux; elsewhere there is nothing to test. */
@EnabledOnOs(OS.LINUX)
class TurboJpegTest {

    @ParameterizedTest
    @ValueSource(strings = {"exif1.jpg", "subsampled.jpg", "progressive.jpg", "grey.jpg", "rgb.jpg"})
    void shouldEqualPillowToTheLastBitWhenAFileIsSound(String name) throws IOException {
        // given
        JpegWalk jpeg = walk(Pictures.bytes(name));

        // when
        Optional<RgbImage> decoded = TurboJpeg.read(jpeg.essence(), jpeg.layout());

        // then
        assertThat(decoded.orElseThrow().rgb())
                .isEqualTo(Pictures.expected(name).rgb());
    }

    @ParameterizedTest
    @ValueSource(strings = {"exif1.jpg", "subsampled.jpg", "grey.jpg"})
    void shouldGiveNoPictureWhenItsDataIsCutOff(String name) {
        // given scan data that stops, with an end marker that hides it
        byte[] whole = Pictures.bytes(name);
        byte[] cut = Arrays.copyOf(whole, whole.length * 4 / 5);
        cut[cut.length - 2] = (byte) 0xff;
        cut[cut.length - 1] = (byte) 0xd9;
        JpegWalk jpeg = walk(cut);

        // when
        Optional<RgbImage> decoded = TurboJpeg.read(jpeg.essence(), jpeg.layout());

        // then
        assertThat(decoded).isEmpty();
    }

    private static JpegWalk walk(byte[] bytes) {
        return JpegWalk.of(ImageFormat.JPEG.view(bytes), new BudgetMeter(DecodeBudget.defaults()));
    }
}
