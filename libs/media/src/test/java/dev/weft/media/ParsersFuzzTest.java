package dev.weft.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jazzer targets, one for each parser that is ours: whatever the bytes, it ends with a result or a {@link MediaRejectedException}. In the build
 * each is run with the test pictures; docs/testing.md says how to let Jazzer search for worse ones.
 */
class ParsersFuzzTest {

    private static final DecodeBudget BUDGET = DecodeBudget.defaults();

    static Stream<byte[]> pictures() {
        return Stream.of(
                        "exif6.jpg",
                        "progressive.jpg",
                        "ycck.jpg",
                        "p3.jpg",
                        "palettealpha.png",
                        "animated.png",
                        "p3.png",
                        "exif6.png",
                        "animated.gif",
                        "transparent.gif",
                        "lossy.webp",
                        "losslessalpha.webp",
                        "animated.webp",
                        "exif8.webp",
                        "palette.bmp",
                        "rgba.bmp",
                        "lzw.tiff",
                        "pages.tiff",
                        "p3.tiff")
                .map(Pictures::bytes);
    }

    @MethodSource("pictures")
    @FuzzTest
    void shouldRejectOrWalkWhenAJpegHasAnyBytes(byte[] bytes) {
        requireTyped(() -> {
            JpegWalk walk = JpegWalk.of(ImageFormat.JPEG.view(bytes), new BudgetMeter(BUDGET));
            walk.layout();
            walk.essence();
        });
    }

    @MethodSource("pictures")
    @FuzzTest
    void shouldRejectOrWalkWhenAPngHasAnyBytes(byte[] bytes) {
        requireTyped(() -> ImageFormat.PNG.walk(bytes, BUDGET));
    }

    @MethodSource("pictures")
    @FuzzTest
    void shouldRejectOrWalkWhenAGifHasAnyBytes(byte[] bytes) {
        requireTyped(() -> ImageFormat.GIF.walk(bytes, BUDGET));
    }

    @MethodSource("pictures")
    @FuzzTest
    void shouldRejectOrWalkWhenAWebpHasAnyBytes(byte[] bytes) {
        requireTyped(() -> ImageFormat.WEBP.walk(bytes, BUDGET));
    }

    @MethodSource("pictures")
    @FuzzTest
    void shouldRejectOrWalkWhenABitmapHasAnyBytes(byte[] bytes) {
        requireTyped(() -> ImageFormat.BMP.walk(bytes, BUDGET));
    }

    @MethodSource("pictures")
    @FuzzTest
    void shouldRejectOrWalkWhenATiffHasAnyBytes(byte[] bytes) {
        requireTyped(() -> ImageFormat.TIFF.walk(bytes, BUDGET));
    }

    @MethodSource("pictures")
    @FuzzTest
    void shouldFindSomeOrientationWhenExifHasAnyBytes(byte[] bytes) {
        // Exif passes over what is damaged: it rejects nothing.
        assertThat(Exif.orientation(new FileView(bytes, ByteOrder.BIG_ENDIAN))).isNotNull();
    }

    @MethodSource("pictures")
    @FuzzTest
    void shouldTellAFormatOrNoneWhenAFileHasAnyBytes(byte[] bytes) {
        assertThat(ImageFormat.sniff(bytes)).isNotNull();
    }

    @MethodSource("pictures")
    @FuzzTest
    void shouldRejectOrInflateWhenAProfileHasAnyBytes(byte[] bytes) {
        requireTyped(() -> ColourProfile.inflate(new FileView(bytes, ByteOrder.BIG_ENDIAN)));
    }

    private static void requireTyped(ThrowingCallable parser) {
        Throwable thrown = catchThrowable(parser);
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(MediaRejectedException.class);
        }
    }
}
