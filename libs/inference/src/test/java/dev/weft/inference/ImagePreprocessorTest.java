package dev.weft.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.RgbImage;
import dev.weft.core.Sha256;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ImagePreprocessorTest {

    /** Leaves the 8-bit values as they are, so that they can be told from the floats. */
    private static ImageProcessing plain(int size) {
        return plain(new Resize.PadWhite(size), ResizeFilter.BICUBIC);
    }

    private static ImageProcessing plain(Resize resize, ResizeFilter filter) {
        return new ImageProcessing(resize, filter, 1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/resize/resizes.txt", delimiter = ' ')
    void shouldEqualPillowToTheLastBitWhenPaddedAndResized(int width, int height, int size, String expected) {
        // given
        RgbImage picture = formula(width, height);

        // when
        float[] pixels = new ImagePreprocessor(plain(size)).prepare(picture).pixels();

        // then
        assertThat(Sha256.of(interleaved(pixels)).hex()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/resize/rules.txt")
    void shouldEqualPillowToTheLastBitWhenResizedByARule(
            int width, int height, String filter, String rule, String expected) {
        // given
        RgbImage picture = formula(width, height);
        ImageProcessing processing = plain(rule(rule), ResizeFilter.valueOf(filter.toUpperCase(Locale.ROOT)));

        // when
        float[] pixels = new ImagePreprocessor(processing).prepare(picture).pixels();

        // then
        assertThat(Sha256.of(interleaved(pixels)).hex()).isEqualTo(expected);
    }

    private static Resize rule(String rule) {
        String[] words = rule.split(" ", -1);
        int[] numbers = Arrays.stream(words).skip(1).mapToInt(Integer::parseInt).toArray();
        return words[0].equals("squash")
                ? new Resize.Squash(numbers[0], numbers[1])
                : new Resize.ShortestEdge(numbers[0], numbers[1], numbers[2]);
    }

    @Test
    void shouldSubtractTheMeanAndDivideByTheDeviationOfEachChannelWhenPrepared() {
        // given
        ImageProcessing processing = new ImageProcessing(
                new Resize.PadWhite(1),
                ResizeFilter.BICUBIC,
                1 / 255.0,
                List.of(0.5, 0.25, 0.0),
                List.of(0.5, 0.5, 2.0));
        RgbImage pixel = new RgbImage(1, 1, new byte[] {(byte) 255, 0, 51});

        // when
        float[] pixels = new ImagePreprocessor(processing).prepare(pixel).pixels();

        // then
        assertThat(pixels).containsExactly(1f, -0.5f, 0.1f);
    }

    @Test
    void shouldNeedLittleMemoryWhenAPictureIsVeryWide() {
        // given a picture whose white square would have 4 billion pixels
        RgbImage line = new RgbImage(65_535, 1, new byte[3 * 65_535]);

        // when
        float[] pixels = new ImagePreprocessor(plain(224)).prepare(line).pixels();

        // then the one row is thinned to nothing
        assertThat(pixels).hasSize(3 * 224 * 224).contains(255f).doesNotContain(0f);
    }

    @Test
    void shouldNeedLittleMemoryWhenTheMiddleOfAVeryLongPictureIsKept() {
        // given a picture that would be 15 million pixels long at 224 across
        RgbImage line = new RgbImage(1, 65_535, new byte[3 * 65_535]);
        ImageProcessing processing = plain(new Resize.ShortestEdge(224, 224, 224), ResizeFilter.BICUBIC);

        // when
        float[] pixels = new ImagePreprocessor(processing).prepare(line).pixels();

        // then
        assertThat(pixels).hasSize(3 * 224 * 224).containsOnly(0f);
    }

    private static RgbImage formula(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    rgb[at++] = (byte) (x * 7 + y * 13 + c * 50 + x * y);
                }
            }
        }
        return new RgbImage(width, height, rgb);
    }

    private static byte[] interleaved(float[] planes) {
        byte[] bytes = new byte[planes.length];
        int plane = planes.length / 3;
        for (int i = 0; i < plane; i++) {
            for (int c = 0; c < 3; c++) {
                bytes[3 * i + c] = (byte) planes[c * plane + i];
            }
        }
        return bytes;
    }
}
