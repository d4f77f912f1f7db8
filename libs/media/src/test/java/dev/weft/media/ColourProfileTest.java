package dev.weft.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weft.core.RgbImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A profile is a stranger's data that native code reads: it is bounded, and a damaged one rejects its picture. */
class ColourProfileTest {

    private static final long SEED = 20_261_124;
    private static final RgbImage COLOURS = new RgbImage(2, 1, new byte[] {10, 20, 30, 90, 80, 70});
    private static final RgbImage GREY = new RgbImage(1, 1, new byte[] {99, 99, 99});

    private final ImageDecoder decoder = new ImageDecoder(DecodeBudget.defaults());

    @Test
    void shouldRejectWhenAProfileIsNoProfile() {
        // given
        ColourProfile profile = ColourProfile.of(view(new byte[200]));

        // when
        MediaRejectedException rejected =
                catchThrowableOfType(MediaRejectedException.class, () -> profile.toSrgb(COLOURS));

        // then
        assertThat(rejected.reason()).isEqualTo(Rejection.MALFORMED);
    }

    @Test
    void shouldRejectWhenAProfileIsLarge() {
        // given
        byte[] large = new byte[ColourProfile.MAX_BYTES + 1];

        // when
        MediaRejectedException plain =
                catchThrowableOfType(MediaRejectedException.class, () -> ColourProfile.of(view(large)));
        MediaRejectedException deflated = catchThrowableOfType(
                MediaRejectedException.class, () -> ColourProfile.inflate(view(HostileFiles.deflate(large))));

        // then
        assertThat(plain.reason()).isEqualTo(Rejection.TOO_MANY_BYTES);
        assertThat(deflated.reason()).isEqualTo(Rejection.TOO_MANY_BYTES);
    }

    @Test
    void shouldRejectWhenADeflatedProfileIsCutOff() {
        // given
        byte[] whole = HostileFiles.deflate(new byte[100_000]);
        byte[] cut = Arrays.copyOf(whole, whole.length / 2);

        // when
        MediaRejectedException rejected =
                catchThrowableOfType(MediaRejectedException.class, () -> ColourProfile.inflate(view(cut)));

        // then
        assertThat(rejected.reason()).isEqualTo(Rejection.MALFORMED);
    }

    /** At the first stands a part's number, at the second how many there are. */
    @ParameterizedTest
    @ValueSource(ints = {12, 13})
    void shouldRejectWhenAJpegLacksAPartOfItsProfile(int at) {
        // given
        byte[] file = Pictures.bytes("adobechunks.jpg");
        file[indexOf(file, "ICC_PROFILE") + at] = 9;

        // when
        MediaRejectedException rejected =
                catchThrowableOfType(MediaRejectedException.class, () -> decoder.inspect(file));

        // then
        assertThat(rejected.reason()).isEqualTo(Rejection.MALFORMED);
    }

    @Test
    void shouldConvertOnlyGreyWhenTheProfileIsOfGrey() {
        // given
        ColourProfile profile = greyProfile();

        // when, then
        assertThat(profile.toSrgb(COLOURS)).isSameAs(COLOURS);
        assertThat(profile.toSrgb(GREY).rgb()).isNotEqualTo(GREY.rgb());
    }

    @ParameterizedTest
    @ValueSource(strings = {"p3.jpg", "adobe.jpg", "greycurve.jpg"})
    void shouldRejectOrConvertWhenAProfileIsDamaged(String name) {
        // given bytes that are overwritten within the profile only
        byte[] whole = Pictures.bytes(name);
        int from = indexOf(whole, "ICC_PROFILE") + 14;
        Random random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = whole.clone();
            for (int flips = 1 + random.nextInt(6); flips > 0; flips--) {
                damaged[from + random.nextInt(300)] = (byte) random.nextInt(256);
            }

            // when
            Throwable thrown = catchThrowable(() -> decoder.decode(damaged));

            // then
            if (thrown != null) {
                assertThat(thrown)
                        .as("mutation %d of seed %d", i, SEED)
                        .isInstanceOfSatisfying(
                                MediaRejectedException.class,
                                e -> assertThat(e.reason()).isEqualTo(Rejection.MALFORMED));
            }
        }
    }

    private static ColourProfile greyProfile() {
        byte[] file = Pictures.bytes("greycurve.jpg");
        int at = indexOf(file, "ICC_PROFILE") + 14;
        int length = ByteBuffer.wrap(file).getInt(at);
        return ColourProfile.of(view(Arrays.copyOfRange(file, at, at + length)));
    }

    private static FileView view(byte[] bytes) {
        return new FileView(bytes, ByteOrder.BIG_ENDIAN);
    }

    private static int indexOf(byte[] file, String text) {
        return new String(file, StandardCharsets.ISO_8859_1).indexOf(text);
    }
}
