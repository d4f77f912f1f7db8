package dev.weft.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import dev.weft.core.RgbImage;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** A file is judged by what it says of itself before it costs anything. */
class ImageBudgetTest {

    /** A busy machine's; on a quiet one it is the 200 ms that BombsTest prints. */
    private static final Duration IN_TIME = Duration.ofSeconds(2);

    private static final long SMALL_BYTES = 4L * 1024 * 1024;

    private final ImageDecoder decoder = new ImageDecoder(DecodeBudget.defaults());

    @BeforeAll
    static void loadClasses() {
        new ImageDecoder(DecodeBudget.defaults()).decode(Pictures.bytes("rgb.png"));
    }

    @TestFactory
    Stream<DynamicTest> shouldRejectBeforeDecodingWhenAFileExceedsTheBudget() {
        byte[] overlong = new byte[(int) DecodeBudget.defaults().maxBytes() + 1];
        System.arraycopy(HostileFiles.png(1, 1), 0, overlong, 0, 60);
        return Map.ofEntries(
                        Map.entry("empty file", rejected(Rejection.EMPTY, new byte[0])),
                        Map.entry("text named as a picture", rejected(Rejection.UNSUPPORTED_TYPE, text("hello"))),
                        Map.entry(
                                "text that begins as a bitmap",
                                rejected(Rejection.UNSUPPORTED_TYPE, text("BM, hello!"))),
                        Map.entry("zeros", rejected(Rejection.UNSUPPORTED_TYPE, new byte[10_000])),
                        Map.entry("SVG", rejected(Rejection.UNSUPPORTED_TYPE, text("<svg xmlns='x'/>"))),
                        Map.entry("64 MiB and a byte", rejected(Rejection.TOO_MANY_BYTES, overlong)),
                        Map.entry("PNG", rejected(Rejection.TOO_MANY_PIXELS, HostileFiles.png(20_000, 20_000))),
                        Map.entry("PNG of 2^31", rejected(Rejection.TOO_MANY_PIXELS, HostileFiles.png(-1, -1))),
                        Map.entry("PNG of one row", rejected(Rejection.TOO_MANY_PIXELS, HostileFiles.png(65_536, 1))),
                        Map.entry("PNG without a column", rejected(Rejection.MALFORMED, HostileFiles.png(0, 9))),
                        Map.entry("APNG", rejected(Rejection.TOO_MANY_FRAMES, HostileFiles.apng(10_000))),
                        Map.entry("GIF frames", rejected(Rejection.TOO_MANY_FRAMES, HostileFiles.gif(1, 1, 10_000))),
                        Map.entry("GIF pixels", rejected(Rejection.TOO_MANY_PIXELS, HostileFiles.gif(500, 500, 201))),
                        Map.entry("BMP", rejected(Rejection.TOO_MANY_PIXELS, HostileFiles.bmp(20_000, -20_000))),
                        Map.entry("BMP without its rows", rejected(Rejection.TRUNCATED, HostileFiles.bmp(1000, 1000))),
                        Map.entry("TIFF in a circle", rejected(Rejection.TOO_MANY_FRAMES, HostileFiles.circularTiff())),
                        Map.entry("JPEG", rejected(Rejection.TOO_MANY_PIXELS, HostileFiles.jpeg(60_000, 60_000, 1))),
                        Map.entry("JPEG scans", rejected(Rejection.MALFORMED, HostileFiles.jpeg(7000, 7000, 5000))),
                        Map.entry("JPEG of nothing", rejected(Rejection.TRUNCATED, HostileFiles.jpeg(7000, 7000, 1))),
                        Map.entry("PNG of nothing", rejected(Rejection.TRUNCATED, HostileFiles.png(7000, 7000))),
                        Map.entry("TIFF of nothing", rejected(Rejection.TRUNCATED, HostileFiles.tiff(7000, 7000, 4))),
                        Map.entry("TIFF strips", rejected(Rejection.TRUNCATED, HostileFiles.tiff(9, 9, 1 << 30))),
                        Map.entry("TIFF", rejected(Rejection.TOO_MANY_PIXELS, HostileFiles.tiff(20_000, 20_000, 4))),
                        Map.entry("WebP", rejected(Rejection.TOO_MANY_PIXELS, HostileFiles.webp(16_384, 16_384))))
                .entrySet()
                .stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), e.getValue()));
    }

    private Executable rejected(Rejection reason, byte[] file) {
        return () -> {
            // given
            long allocated = allocated();
            long start = System.nanoTime();

            // when
            MediaRejectedException rejected =
                    catchThrowableOfType(MediaRejectedException.class, () -> decoder.decode(file));

            // then
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(rejected.reason()).isEqualTo(reason);
            assertThat(took).isLessThan(IN_TIME);
            assertThat(allocated() - allocated).isLessThan(SMALL_BYTES);
        };
    }

    @Test
    void shouldDecodeWhenFramesAndPixelsAreExactlyTheBudget() {
        // given
        ImageDecoder exact = new ImageDecoder(new DecodeBudget(100_000, 37 * 23 * 4, 4));

        // when
        RgbImage decoded = exact.decode(Pictures.bytes("animated.gif"));

        // then
        assertThat(decoded.width()).isEqualTo(37);
    }

    @Test
    void shouldNotInflateWhenATextBeforeThePictureIsABomb() {
        // given 64 MiB of zeros in 64 KB
        byte[] file = HostileFiles.pngWithTextBomb(64 * 1024 * 1024);
        long before = allocated();

        // when
        RgbImage decoded = decoder.decode(file);

        // then
        assertThat(decoded.rgb()).containsExactly(42, 42, 42);
        assertThat(allocated() - before).isLessThan(SMALL_BYTES);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
