package dev.weft.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AvBudgetTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final AvBudget DEFAULTS = AvBudget.defaults();

    @Test
    void shouldRejectWhenThereIsNothing() {
        // when, then
        assertThat(reason(() -> decoder(DEFAULTS).inspect(new byte[0]))).isEqualTo(Rejection.EMPTY);
    }

    @Test
    void shouldRejectWhenTheFileIsNoSound() {
        // when, then
        assertThat(reason(() -> decoder(DEFAULTS).inspect(Pictures.bytes("rgb.png"))))
                .isEqualTo(Rejection.UNSUPPORTED_TYPE);
    }

    @Test
    void shouldRejectWhenThereAreTooManyBytes() {
        // given
        byte[] wav = AvFiles.bytes("tone.wav");

        // when, then
        assertThat(reason(() -> decoder(bytes(wav.length - 1)).inspect(wav))).isEqualTo(Rejection.TOO_MANY_BYTES);
    }

    @Test
    void shouldRejectWhenTheHeaderSaysItIsTooLong() {
        // when, then
        assertThat(reason(() -> decoder(duration(2999)).inspect(AvFiles.bytes("tone.wav"))))
                .isEqualTo(Rejection.TOO_LONG);
    }

    @Test
    void shouldTakeItWhenItIsJustShortEnough() throws InterruptedException {
        // when, then
        assertThat(decoder(duration(3000)).audio(AvFiles.bytes("tone.wav"), 48_000, LONG, LONG))
                .hasSize(1);
    }

    @Test
    void shouldRejectWhenItPlaysLongerThanTheHeaderSays() {
        // given three seconds that claim to be one, in samples
        byte[] flac = AvFiles.bytes("tone.flac");
        ByteBuffer fields = ByteBuffer.wrap(flac);
        fields.putLong(18, (fields.getLong(18) & ~0xf_ffff_ffffL) | 44_100);

        // when, then
        assertThat(reason(() -> decoder(duration(2000)).audio(flac, 48_000, LONG, LONG)))
                .isEqualTo(Rejection.TOO_LONG);
    }

    @Test
    void shouldRejectWhenThereAreTooManyStreams() {
        // given
        List<String> arguments = new ArrayList<>(List.of("-i", "IN", "-c", "copy"));
        Collections.nCopies(5, List.of("-map", "0")).forEach(arguments::addAll);
        byte[] many = AvFiles.encode(AvFiles.bytes("tone.flac"), ".mkv", arguments);

        // when, then
        assertThat(reason(() -> decoder(streams(4)).inspect(many))).isEqualTo(Rejection.TOO_MANY_STREAMS);
    }

    @Test
    void shouldRejectWhenFramesHaveTooManyPixels() {
        // given
        byte[] video = AvFiles.bytes("card.mp4");

        // when, then
        assertThat(reason(() -> decoder(pixels(320 * 240 - 1)).inspect(video))).isEqualTo(Rejection.TOO_MANY_PIXELS);
    }

    @Test
    void shouldTakeItWhenFramesHaveJustFewEnoughPixels() throws InterruptedException {
        // when, then
        assertThat(decoder(pixels(320 * 240)).frames(AvFiles.bytes("card.mp4"), new FrameSelection.Every(LONG), 1, 320))
                .hasSize(1);
    }

    @Test
    void shouldRejectWhenSamplesAreNoNumbers() {
        // given
        byte[] wav = AvFiles.bytes("float.wav");
        ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putFloat(wav.length - 8, Float.NaN);

        // when, then
        assertThat(reason(() -> decoder(DEFAULTS).audio(wav, 44_100, LONG, LONG)))
                .isEqualTo(Rejection.MALFORMED);
    }

    @Test
    void shouldRefuseWhenALimitIsNotPositive() {
        // when, then
        assertThatIllegalArgumentException().isThrownBy(() -> bytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> duration(0));
        assertThatIllegalArgumentException().isThrownBy(() -> streams(0));
        assertThatIllegalArgumentException().isThrownBy(() -> pixels(0));
    }

    private static Rejection reason(ThrowingCallable call) {
        return catchThrowableOfType(MediaRejectedException.class, call).reason();
    }

    private static AvDecoder decoder(AvBudget budget) {
        return new AvDecoder(budget, AvFiles.ffmpeg());
    }

    private static AvBudget bytes(long bytes) {
        return new AvBudget(
                bytes, DEFAULTS.maxDuration(), DEFAULTS.maxStreams(), DEFAULTS.maxPixels(), DEFAULTS.timeout());
    }

    private static AvBudget duration(long millis) {
        return new AvBudget(
                DEFAULTS.maxBytes(),
                Duration.ofMillis(millis),
                DEFAULTS.maxStreams(),
                DEFAULTS.maxPixels(),
                DEFAULTS.timeout());
    }

    private static AvBudget streams(int streams) {
        return new AvBudget(
                DEFAULTS.maxBytes(), DEFAULTS.maxDuration(), streams, DEFAULTS.maxPixels(), DEFAULTS.timeout());
    }

    private static AvBudget pixels(long pixels) {
        return new AvBudget(
                DEFAULTS.maxBytes(), DEFAULTS.maxDuration(), DEFAULTS.maxStreams(), pixels, DEFAULTS.timeout());
    }
}
