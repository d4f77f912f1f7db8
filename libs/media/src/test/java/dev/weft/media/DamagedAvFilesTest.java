package dev.weft.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged file is rejected or played: never half of one that has a length, never another exception, never slow. */
class DamagedAvFilesTest {

    private static final long SEED = 20_261_124;
    private static final int MUTATIONS_PER_FILE = 25;
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration IN_TIME = Duration.ofSeconds(10);
    private static final Set<Rejection> CUT_OFF =
            EnumSet.of(Rejection.EMPTY, Rejection.UNSUPPORTED_TYPE, Rejection.TRUNCATED, Rejection.MALFORMED);

    private final AvDecoder decoder =
            new AvDecoder(new AvBudget(1_000_000, Duration.ofMinutes(1), 16, 10_000_000, IN_TIME), AvFiles.ffmpeg());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tone_48k_mono.wav",
                "tone.flac",
                "vorbis.ogg",
                "opus.ogg",
                "tone.mp3",
                "tone.m4a",
                "card.mp4",
                "card.mov",
                "card.webm",
                "card.mkv"
            })
    void shouldRejectWhenCutOffAnywhere(String name) {
        byte[] whole = AvFiles.bytes(name);
        for (int percent = 0; percent < 100; percent += 7) {
            // given
            byte[] cut = Arrays.copyOf(whole, whole.length * percent / 100);

            // when
            Throwable thrown = catchThrowable(() -> decoder.audio(cut, 16_000, LONG, LONG));

            // then
            assertThat(thrown).as("%s cut at %d %%", name, percent).isInstanceOf(MediaRejectedException.class);
            assertThat(((MediaRejectedException) thrown).reason()).isIn(CUT_OFF);
        }
    }

    @Test
    void shouldRejectWhenAWavDeclaresMoreThanItHas() {
        // given
        byte[] wav = AvFiles.bytes("tone_48k_mono.wav");
        ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(40, wav.length - 44 + 1);

        // when
        Throwable thrown = catchThrowable(() -> decoder.inspect(wav));

        // then
        assertThat(thrown).isInstanceOf(MediaRejectedException.class);
        assertThat(((MediaRejectedException) thrown).reason()).isEqualTo(Rejection.TRUNCATED);
    }

    @Test
    void shouldPlayWhatIsThereWhenAWavWasStreamed() throws InterruptedException {
        // given sizes that its writer never learnt
        byte[] wav = AvFiles.bytes("tone_48k_mono.wav");
        ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(4, -1).putInt(40, -1);

        // when, then
        assertThat(Tones.seconds(decoder.audio(wav, 48_000, LONG, LONG))).isEqualTo(3);
    }

    @Test
    void shouldRejectWhenAnMp4sBoxesLie() {
        // given an index longer than the file
        byte[] mp4 = AvFiles.bytes("card.mp4");
        int moov = new String(mp4, StandardCharsets.ISO_8859_1).indexOf("moov");
        ByteBuffer.wrap(mp4).putInt(moov - 4, Integer.MAX_VALUE);

        // when
        Throwable thrown = catchThrowable(() -> decoder.inspect(mp4));

        // then
        assertThat(thrown).isInstanceOf(MediaRejectedException.class);
        assertThat(((MediaRejectedException) thrown).reason()).isEqualTo(Rejection.TRUNCATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tone_48k_mono.wav",
                "tone.flac",
                "vorbis.ogg",
                "opus.ogg",
                "tone.mp3",
                "tone.m4a",
                "card.mp4",
                "card.mov",
                "card.webm",
                "card.mkv"
            })
    void shouldRejectOrPlayWhenBytesAreChanged(String name) {
        Random random = new Random(SEED + name.hashCode());
        byte[] whole = AvFiles.bytes(name);
        for (int i = 0; i < MUTATIONS_PER_FILE; i++) {
            // given
            byte[] damaged = mutate(whole.clone(), random);
            long start = System.nanoTime();

            // when
            Throwable thrown = catchThrowable(() -> {
                decoder.audio(damaged, 16_000, LONG, LONG);
                decoder.frames(damaged, new FrameSelection.Every(Duration.ofSeconds(1)), 5, 64);
            });

            // then
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IN_TIME);
            if (thrown != null) {
                assertThat(thrown)
                        .as("%s, mutation %d of seed %d", name, i, SEED)
                        .isInstanceOf(MediaRejectedException.class);
            }
        }
    }

    /** Half of the changes hit the first bytes or the last, where the structure is. */
    private static byte[] mutate(byte[] bytes, Random random) {
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes; i++) {
            int near = random.nextInt(Math.min(1000, bytes.length));
            int at = switch (random.nextInt(4)) {
                case 0 -> near;
                case 1 -> bytes.length - 1 - near;
                default -> random.nextInt(bytes.length);
            };
            bytes[at] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
