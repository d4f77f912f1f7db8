package dev.weft.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.RgbImage;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decoded is what Pillow decodes: the models were trained on its pixels. */
class ImageDecoderTest {

    private final ImageDecoder decoder = new ImageDecoder(DecodeBudget.defaults());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exif1.jpg",
                "exif2.jpg",
                "exif3.jpg",
                "exif4.jpg",
                "exif5.jpg",
                "exif6.jpg",
                "exif7.jpg",
                "exif8.jpg",
                "subsampled.jpg",
                "progressive.jpg",
                "grey.jpg",
                "rgb.jpg",
                "cmyk.jpg",
                "ycck.jpg",
                "srgb.jpg",
                "cmykprofile.jpg",
                "rgb.png",
                "rgba.png",
                "grey.png",
                "greyalpha.png",
                "grey16.png",
                "rgb16.png",
                "interlaced.png",
                "interlacedalpha.png",
                "onebit.png",
                "palette.png",
                "palettealpha.png",
                "colourkey.png",
                "exif6.png",
                "animated.png",
                "palette.gif",
                "animated.gif",
                "transparent.gif",
                "lossless.webp",
                "losslessalpha.webp",
                "animated.webp",
                "exif8.webp",
                "rgb.bmp",
                "grey.bmp",
                "palette.bmp",
                "onebit.bmp",
                "rgba.bmp",
                "rgb.tiff",
                "lzw.tiff",
                "deflate.tiff",
                "packbits.tiff",
                "rgba.tiff",
                "grey.tiff",
                "grey16.tiff",
                "pages.tiff",
                "exif3.tiff"
            })
    void shouldEqualPillowToTheLastBitWhenDecoded(String name) throws IOException {
        // given
        RgbImage expected = Pictures.expected(name);

        // when
        RgbImage decoded = decoder.decode(Pictures.bytes(name));

        // then
        assertThat(decoded.width()).isEqualTo(expected.width());
        assertThat(decoded.height()).isEqualTo(expected.height());
        assertThat(decoded.rgb()).isEqualTo(expected.rgb());
    }

    /** The reader's chroma is not interpolated as libwebp's is; on photographs the difference is smaller than on these hard edges. */
    @ParameterizedTest
    @CsvSource({"lossy.webp, 3.0", "lossyalpha.webp, 1.0"})
    void shouldBeCloseToPillowWhenWebpIsLossy(String name, double tolerance) throws IOException {
        // given
        RgbImage expected = Pictures.expected(name);

        // when
        RgbImage decoded = decoder.decode(Pictures.bytes(name));

        // then
        assertThat(meanDifference(decoded.rgb(), expected.rgb())).isLessThan(tolerance);
    }

    /** Both use Little CMS; Java's takes other tables for its speed. */
    @ParameterizedTest
    @CsvSource({
        "p3.jpg, 1",
        "p3exif6.jpg, 1",
        "adobe.jpg, 1",
        "adobechunks.jpg, 1",
        "greyp3.jpg, 1",
        "greycurve.jpg, 2",
        "p3.png, 1",
        "p3alpha.png, 1",
        "p3palette.png, 1",
        "greycurve.png, 2",
        "adobe.webp, 1",
        "p3.tiff, 1"
    })
    void shouldEqualImageCmsWhenAPictureHasAProfile(String name, int tolerance) throws IOException {
        // given
        RgbImage expected = Pictures.expected(name);

        // when
        RgbImage decoded = decoder.decode(Pictures.bytes(name));

        // then
        assertThat(decoded.width()).isEqualTo(expected.width());
        assertThat(maxDifference(decoded.rgb(), expected.rgb())).isLessThanOrEqualTo(tolerance);
    }

    @ParameterizedTest
    @CsvSource({
        "exif6.jpg, image/jpeg, 37, 23, 1",
        "animated.png, image/png, 37, 23, 4",
        "animated.gif, image/gif, 37, 23, 4",
        "animated.webp, image/webp, 37, 23, 4",
        "onebit.bmp, image/bmp, 37, 23, 1",
        "pages.tiff, image/tiff, 37, 23, 4"
    })
    void shouldTellTypeSizeAndFramesWhenInspected(String name, String type, int width, int height, int frames) {
        // when
        ImageHeader header = decoder.inspect(Pictures.bytes(name));

        // then
        assertThat(header).isEqualTo(new ImageHeader(type, width, height, frames));
    }

    @Test
    void shouldPlaceTheFirstFrameOnWhiteWhenItIsSmallerThanTheScreen() {
        // given a screen of 5 × 4 with a black frame of 2 × 1 at 3, 2
        byte[] gif = HostileFiles.gif(5, 4, 1);
        byte[] frame = {0x2c, 3, 0, 2, 0, 2, 0, 1, 0, 0, 2, 2, 0x04, 0x05, 0, 0x3b};
        System.arraycopy(frame, 0, gif, 19, frame.length);

        // when
        RgbImage decoded = decoder.decode(gif);

        // then
        byte[] expected = new byte[3 * 5 * 4];
        java.util.Arrays.fill(expected, (byte) 255);
        java.util.Arrays.fill(expected, 3 * (2 * 5 + 3), 3 * (2 * 5 + 5), (byte) 0);
        assertThat(decoded.rgb()).isEqualTo(expected);
    }

    private static int maxDifference(byte[] a, byte[] b) {
        assertThat(a).hasSameSizeAs(b);
        int max = 0;
        for (int i = 0; i < a.length; i++) {
            max = Math.max(max, Math.abs((a[i] & 0xff) - (b[i] & 0xff)));
        }
        return max;
    }

    private static double meanDifference(byte[] a, byte[] b) {
        assertThat(a).hasSameSizeAs(b);
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
        }
        return (double) sum / a.length;
    }
}
