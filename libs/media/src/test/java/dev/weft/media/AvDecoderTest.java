package dev.weft.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.weft.core.Modality;
import dev.weft.core.RgbImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvDecoderTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final AvDecoder decoder = new AvDecoder(AvBudget.defaults(), AvFiles.ffmpeg());

    @ParameterizedTest
    @CsvSource({
        "short_16k.flac, AUDIO, audio/flac, 400, 1, 16000, 0, 0",
        "tone_44k1_stereo.wav, AUDIO, audio/wav, 2000, 1, 44100, 0, 0",
        "vorbis.ogg, AUDIO, audio/ogg, 3000, 1, 44100, 0, 0",
        "opus.ogg, AUDIO, audio/ogg, 3000, 1, 48000, 0, 0",
        "tone.mp3, AUDIO, audio/mpeg, 3000, 1, 44100, 0, 0",
        "tone.m4a, AUDIO, audio/mp4, 3000, 1, 44100, 0, 0",
        "tone.weba.webm, AUDIO, audio/webm, 3000, 1, 48000, 0, 0",
        "card.mp4, VIDEO, video/mp4, 4000, 2, 44100, 320, 240",
        "card.mov, VIDEO, video/quicktime, 4000, 2, 44100, 320, 240",
        "card.webm, VIDEO, video/webm, 4000, 2, 48000, 320, 240",
        "card.mkv, VIDEO, video/x-matroska, 4000, 2, 44100, 320, 240",
        "silent.mp4, VIDEO, video/mp4, 4000, 1, 0, 320, 240"
    })
    void shouldTellWhatAFileIsWhenInspected(
            String name, Modality kind, String type, long millis, int streams, int rate, int width, int height)
            throws InterruptedException {
        // when
        AvInfo info = decoder.inspect(AvFiles.bytes(name));

        // then encoders may pad to whole frames
        assertThat(info.duration().toMillis()).isBetween(millis, millis + 60);
        assertThat(info).isEqualTo(new AvInfo(kind, type, info.duration(), streams, rate, width, height));
    }

    @ParameterizedTest
    @CsvSource({
        "tone.wav, 3.0, 0.0001",
        "tone.flac, 3.0, 0.0001",
        "vorbis.ogg, 3.0, 0.05",
        "opus.ogg, 3.0, 0.02",
        "tone.mp3, 3.0, 0.05",
        "tone.m4a, 3.0, 0.05",
        "card.mp4, 4.0, 0.05",
        "card.mov, 4.0, 0.0001",
        "card.webm, 4.0, 0.02",
        "card.mkv, 4.0, 0.0001"
    })
    void shouldHearTheToneAtFullLengthWhenFormatIs(String name, double seconds, double tolerance)
            throws InterruptedException {
        // when
        List<AudioWindow> windows = decoder.audio(AvFiles.bytes(name), 48_000, LONG, LONG);

        // then the tone is there at its height, and its neighbours and mirror images are not
        assertThat(windows).hasSize(1);
        float[] samples = windows.getFirst().clip().samples();
        assertThat(samples.length / 48_000.0).isCloseTo(seconds, within(tolerance));
        double tone = Tones.amplitude(samples, 48_000, 1000);
        assertThat(tone).isBetween(0.08, 0.13);
        assertThat(Tones.amplitude(samples, 48_000, 990)).isLessThan(tone / 100);
        assertThat(Tones.amplitude(samples, 48_000, 1010)).isLessThan(tone / 100);
        assertThat(Tones.amplitude(samples, 48_000, 1000.0 * 48_000 / 44_100)).isLessThan(tone / 100);
    }

    @Test
    void shouldGiveTheVerySamplesWhenRateAndChannelsAreThose() throws InterruptedException {
        // given
        byte[] wav = AvFiles.bytes("tone_48k_mono.wav");

        // when
        List<AudioWindow> windows = decoder.audio(wav, 48_000, LONG, LONG);

        // then
        ByteBuffer stored = ByteBuffer.wrap(wav, 44, wav.length - 44).order(ByteOrder.LITTLE_ENDIAN);
        float[] expected = new float[stored.remaining() / Short.BYTES];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = stored.getShort() / 32_768f;
        }
        assertThat(windows.getFirst().clip().samples()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"short_16k.flac, 19200", "tone_44k1_stereo.wav, 96001", "tone_48k_mono.wav, 144000"})
    void shouldHaveTheLengthThatTheReferencesResamplerGivesWhenResampledTo48Kilohertz(String name, int samples)
            throws InterruptedException {
        // when
        List<AudioWindow> windows = decoder.audio(AvFiles.bytes(name), 48_000, LONG, LONG);

        // then
        assertThat(windows).hasSize(1);
        assertThat(windows.getFirst().clip().samples()).hasSize(samples);
    }

    @Test
    void shouldLeaveNoMirrorImageWhenSampledDown() throws InterruptedException {
        // given a tone that 16 kHz can't hold, and that would be heard at 7 kHz
        byte[] high = AvFiles.encode(
                new byte[0],
                ".wav",
                List.of("-f", "lavfi", "-i", "sine=frequency=9000:sample_rate=44100:duration=1", "-c:a", "pcm_s16le"));

        // when
        List<AudioWindow> windows = decoder.audio(high, 16_000, LONG, LONG);

        // then 60 dB below
        assertThat(Tones.amplitude(windows.getFirst().clip().samples(), 16_000, 7000))
                .isLessThan(0.125 / 1000);
    }

    @Test
    void shouldTakeTheMeanWhenThereAreTwoChannels() throws InterruptedException {
        // given a tone on the left, as loud as it gets, and silence on the right
        byte[] left = AvFiles.encode(
                new byte[0],
                ".wav",
                List.of("-f", "lavfi", "-i", "aevalsrc=0.9*sin(2000*PI*t)|0:s=48000:d=1", "-c:a", "pcm_s16le"));

        // when
        List<AudioWindow> windows = decoder.audio(left, 48_000, LONG, LONG);

        // then
        assertThat(Tones.amplitude(windows.getFirst().clip().samples(), 48_000, 1000))
                .isCloseTo(0.45, within(0.001));
    }

    @Test
    void shouldCutWindowsWithTheirTimesWhenSoundIsLong() throws InterruptedException {
        // when
        List<AudioWindow> windows =
                decoder.audio(AvFiles.bytes("tone.wav"), 16_000, Duration.ofMillis(1200), Duration.ofMillis(800));

        // then
        assertThat(windows)
                .extracting(
                        window -> window.start().toMillis(),
                        window -> window.clip().samples().length)
                .containsExactly(tuple(0L, 19_200), tuple(800L, 19_200), tuple(1600L, 19_200), tuple(2400L, 9_600));
    }

    @ParameterizedTest
    @CsvSource({"card.mp4", "card.mov", "card.webm", "card.mkv", "silent.mp4"})
    void shouldTakeAFrameOfEveryIntervalWhenFormatIs(String name) throws InterruptedException {
        // when
        List<VideoFrame> frames =
                decoder.frames(AvFiles.bytes(name), new FrameSelection.Every(Duration.ofMillis(1500)), 10, 160);

        // then the times are the frames' own; in WebM the sound begins before the pictures
        assertThat(frames).extracting(frame -> frame.start().toMillis() / 10).containsExactly(0L, 150L, 300L);
        assertThat(frames).allSatisfy(frame -> {
            assertThat(frame.image().width()).isEqualTo(160);
            assertThat(frame.image().height()).isEqualTo(120);
        });
        // The test card's stripes: white at the left, black at the right.
        assertThat(pixel(frames.getFirst().image(), 5, 10))
                .isNotEqualTo(pixel(frames.getFirst().image(), 155, 10));
    }

    @Test
    void shouldTakeAFrameOfEverySceneWhenAsked() throws InterruptedException {
        // when
        List<VideoFrame> frames = decoder.frames(
                AvFiles.bytes("scenes.mp4"), new FrameSelection.Scenes(0.2, Duration.ofMillis(500)), 10, 1000);

        // then red, blue, green, at the very cuts
        assertThat(frames).extracting(frame -> frame.start().toMillis()).containsExactly(0L, 1500L, 2500L);
        assertThat(frames)
                .extracting(frame -> strongest(pixel(frame.image(), 80, 60)))
                .containsExactly(0, 2, 1);
    }

    @Test
    void shouldStopWhenThereAreFramesEnough() throws InterruptedException {
        // when
        List<VideoFrame> frames =
                decoder.frames(AvFiles.bytes("card.mp4"), new FrameSelection.Every(Duration.ofMillis(100)), 7, 64);

        // then
        assertThat(frames).hasSize(7);
        assertThat(frames.getLast().start()).isEqualTo(Duration.ofMillis(600));
    }

    @Test
    void shouldTurnFramesUprightWhenTheFileSaysSo() throws InterruptedException {
        // given
        byte[] lying = AvFiles.encode(
                AvFiles.bytes("card.mp4"), ".mp4", List.of("-display_rotation", "90", "-i", "IN", "-c", "copy"));
        RgbImage stored = first(AvFiles.bytes("card.mp4"));

        // when
        AvInfo info = decoder.inspect(lying);
        RgbImage upright = first(lying);

        // then a quarter turn against the clock: the right edge becomes the top
        assertThat(List.of(info.width(), info.height())).containsExactly(240, 320);
        assertThat(List.of(upright.width(), upright.height())).containsExactly(240, 320);
        assertThat(distance(pixel(upright, 100, 30), pixel(stored, 319 - 30, 100)))
                .isLessThan(20);
        assertThat(distance(pixel(upright, 100, 290), pixel(stored, 319 - 290, 100)))
                .isLessThan(20);
    }

    @Test
    void shouldBeASoundWhenThePictureIsCoverArt() throws InterruptedException {
        // given
        byte[] song = AvFiles.encode(
                Pictures.bytes("rgb.png"),
                ".mp3",
                List.of(
                        "-i",
                        "IN",
                        "-f",
                        "lavfi",
                        "-i",
                        "sine=1000:duration=3",
                        "-map",
                        "1",
                        "-map",
                        "0",
                        "-c:a",
                        "libmp3lame",
                        "-c:v",
                        "copy",
                        "-disposition:v",
                        "attached_pic"));

        // when
        AvInfo info = decoder.inspect(song);

        // then
        assertThat(info.kind()).isEqualTo(Modality.AUDIO);
        assertThat(info.streams()).isEqualTo(2);
        assertThat(decoder.frames(song, new FrameSelection.Every(Duration.ofSeconds(1)), 1, 100))
                .isEmpty();
        assertThat(decoder.audio(song, 48_000, LONG, LONG)).hasSize(1);
    }

    @Test
    void shouldRejectWhenTheCodecIsNoneOfOurs() {
        // when, then
        assertThatThrownBy(() -> decoder.inspect(AvFiles.bytes("speex.ogg")))
                .isInstanceOf(MediaRejectedException.class)
                .extracting(e -> ((MediaRejectedException) e).reason())
                .isEqualTo(Rejection.UNSUPPORTED_TYPE);
    }

    @Test
    void shouldHaveNoWindowsWhenAVideoHasNoSound() throws InterruptedException {
        // when, then
        assertThat(decoder.audio(AvFiles.bytes("silent.mp4"), 48_000, LONG, LONG))
                .isEmpty();
    }

    @Test
    void shouldRefuseWhenAskedForTheImpossible() {
        // given
        byte[] wav = AvFiles.bytes("tone.wav");
        FrameSelection selection = new FrameSelection.Every(Duration.ofSeconds(1));

        // when, then
        assertThatIllegalArgumentException().isThrownBy(() -> decoder.audio(wav, 0, LONG, LONG));
        assertThatIllegalArgumentException().isThrownBy(() -> decoder.audio(wav, 1, Duration.ZERO, LONG));
        assertThatIllegalArgumentException().isThrownBy(() -> decoder.audio(wav, 1, LONG, Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> decoder.frames(wav, selection, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> decoder.frames(wav, selection, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new FrameSelection.Scenes(1, LONG));
        assertThatIllegalArgumentException().isThrownBy(() -> new FrameSelection.Every(Duration.ZERO));
    }

    private RgbImage first(byte[] video) throws InterruptedException {
        return decoder.frames(video, new FrameSelection.Every(Duration.ofSeconds(9)), 1, 1000)
                .getFirst()
                .image();
    }

    private static List<Integer> pixel(RgbImage image, int x, int y) {
        int at = 3 * (y * image.width() + x);
        return List.of(image.rgb()[at] & 0xff, image.rgb()[at + 1] & 0xff, image.rgb()[at + 2] & 0xff);
    }

    private static int strongest(List<Integer> pixel) {
        int channel = 0;
        for (int i = 1; i < pixel.size(); i++) {
            channel = pixel.get(i) > pixel.get(channel) ? i : channel;
        }
        return channel;
    }

    private static int distance(List<Integer> a, List<Integer> b) {
        int sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += Math.abs(a.get(i) - b.get(i));
        }
        return sum;
    }
}
