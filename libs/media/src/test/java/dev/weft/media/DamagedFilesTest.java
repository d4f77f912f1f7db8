package dev.weft.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weft.core.RgbImage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged file is rejected or is a picture: never half of one, never another exception, never slow. */
class DamagedFilesTest {

    private static final long SEED = 20_261_123;
    private static final int MUTATIONS_PER_FILE = 25;
    private static final int LIES_PER_FILE = 64;
    private static final int[] LIES = {0, -1, 0x7fff_ffff, 0x8000_0000, 0x0001_0000};
    private static final Duration IN_TIME = Duration.ofSeconds(2);

    private final ImageDecoder decoder = new ImageDecoder(DecodeBudget.defaults());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exif1.jpg",
                "progressive.jpg",
                "cmyk.jpg",
                "rgb.png",
                "palettealpha.png",
                "animated.gif",
                "lossy.webp",
                "losslessalpha.webp",
                "animated.webp",
                "rgb.bmp"
            })
    void shouldRejectWhenCutOffAnywhere(String name) {
        byte[] whole = Pictures.bytes(name);
        Set<Rejection> allowed = EnumSet.of(Rejection.EMPTY, Rejection.UNSUPPORTED_TYPE, Rejection.TRUNCATED);
        for (int percent = 0; percent < 100; percent++) {
            // given
            byte[] cut = Arrays.copyOf(whole, whole.length * percent / 100);

            // when
            Throwable thrown = catchThrowable(() -> decoder.decode(cut));

            // then
            assertThat(thrown).as("%s cut at %d %%", name, percent).isInstanceOf(MediaRejectedException.class);
            assertThat(((MediaRejectedException) thrown).reason())
                    .as("%d %%: %s", percent, thrown)
                    .isIn(allowed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rgb.tiff", "lzw.tiff", "pages.tiff"})
    void shouldRejectWhenATiffsPixelsAreCutOff(String name) {
        // given a file whose directory comes after the pixels, or before
        byte[] whole = Pictures.bytes(name);

        // when, then
        for (int percent = 0; percent < 96; percent += 2) {
            byte[] cut = Arrays.copyOf(whole, whole.length * percent / 100);
            assertThatThrownBy(() -> decoder.decode(cut)).isInstanceOf(MediaRejectedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exif1.jpg", "progressive.jpg", "subsampled.jpg"})
    void shouldRejectWhenAJpegIsCutOffAndEndedAgain(String name) {
        byte[] whole = Pictures.bytes(name);
        for (int percent = 70; percent < 95; percent++) {
            // given scan data that stops, with an end marker that hides it: decoders fill the rest with grey
            byte[] cut = Arrays.copyOf(whole, whole.length * percent / 100);
            cut[cut.length - 2] = (byte) 0xff;
            cut[cut.length - 1] = (byte) 0xd9;

            // when, then
            assertThatThrownBy(() -> decoder.decode(cut))
                    .as("%s cut at %d %%", name, percent)
                    .isInstanceOf(MediaRejectedException.class);
        }
    }

    @Test
    void shouldRejectWhenAPngHasFewerRowsThanItDeclares() {
        // given sound chunks around too little data
        byte[] file = HostileFiles.png(100, 100);

        // when, then
        assertThatThrownBy(() -> decoder.decode(file)).isInstanceOf(MediaRejectedException.class);
    }

    @Test
    void shouldRejectWhenAGifHasFewerPixelsThanItDeclares() {
        // given a frame of 100 × 100 with data for none
        byte[] file = HostileFiles.gif(100, 100, 1);

        // when, then
        assertThatThrownBy(() -> decoder.decode(file)).isInstanceOf(MediaRejectedException.class);
    }

    static Stream<String> files() {
        return Stream.of(
                "exif6.jpg",
                "progressive.jpg",
                "cmyk.jpg",
                "subsampled.jpg",
                "p3.jpg",
                "p3.png",
                "adobe.webp",
                "p3.tiff",
                "interlaced.png",
                "rgba.png",
                "palettealpha.png",
                "grey16.png",
                "animated.png",
                "animated.gif",
                "transparent.gif",
                "lossy.webp",
                "losslessalpha.webp",
                "lossyalpha.webp",
                "animated.webp",
                "rgb.bmp",
                "palette.bmp",
                "onebit.bmp",
                "lzw.tiff",
                "deflate.tiff",
                "packbits.tiff",
                "pages.tiff",
                "rgba.tiff");
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldRejectOrDecodeWhenBytesAreFlipped(String name) {
        Random random = new Random(SEED + name.hashCode());
        for (int i = 0; i < MUTATIONS_PER_FILE; i++) {
            // given
            byte[] damaged = mutate(Pictures.bytes(name), random);
            long start = System.nanoTime();

            // when
            Throwable thrown =
                    catchThrowable(() -> assertThat(decoder.decode(damaged)).isInstanceOf(RgbImage.class));

            // then
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IN_TIME);
            if (thrown != null) {
                assertThat(thrown)
                        .as("%s, mutation %d of seed %d", name, i, SEED)
                        .isInstanceOf(MediaRejectedException.class);
            }
        }
    }

    /** Every format says somewhere how long a part of it is; at each place of the first bytes stands such a lie once. */
    @ParameterizedTest
    @MethodSource("files")
    void shouldRejectOrDecodeWhenALengthLies(String name) {
        byte[] whole = Pictures.bytes(name);
        for (int at = 0; at < Math.min(LIES_PER_FILE, whole.length - 4); at++) {
            for (int lie : LIES) {
                // given
                byte[] lying = whole.clone();
                ByteBuffer.wrap(lying).putInt(at, lie);
                long start = System.nanoTime();

                // when
                Throwable thrown = catchThrowable(() -> decoder.decode(lying));

                // then
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IN_TIME);
                if (thrown != null) {
                    assertThat(thrown)
                            .as("%s, %x at byte %d", name, lie, at)
                            .isInstanceOf(MediaRejectedException.class);
                }
            }
        }
    }

    /** Half of the flips hit the first bytes, where the structure is. */
    private static byte[] mutate(byte[] bytes, Random random) {
        int flips = 1 + random.nextInt(8);
        for (int i = 0; i < flips; i++) {
            int range = random.nextBoolean() ? Math.min(100, bytes.length) : bytes.length;
            bytes[random.nextInt(range)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
