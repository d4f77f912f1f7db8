package dev.weft.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.AudioClip;
import dev.weft.inference.AudioProcessing.Fill;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class LogMelTest {

    private static final int RATE = 16_000;
    private static final int FRAMES = 101;
    private static final int MELS = 32;

    private static LogMel logMel(MelBank bank, Fill fill) {
        return new LogMel(new AudioProcessing(RATE, RATE, 512, 160, MELS, 50, 7000, bank, fill));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/mel/levels.txt")
    void shouldHaveTheReferencesLevelsWhateverTheBankAndTheFilling(
            MelBank bank, Fill fill, int samples, int frame, int band, double expected) {
        // when
        float[] levels =
                logMel(bank, fill).of(new AudioClip(RATE, formula(samples))).levels();

        // then
        assertThat(levels).hasSize(bank.channels() * FRAMES * MELS);
        assertThat((double) levels[frame * MELS + band]).isEqualTo(expected, Offset.offset(0.01));
    }

    @Test
    void shouldRepeatTheSpectrogramWhenTheBankIsOfFusedTowers() {
        // when
        float[] levels = logMel(MelBank.HTK, Fill.REPEAT)
                .of(new AudioClip(RATE, formula(5000)))
                .levels();

        // then
        int one = FRAMES * MELS;
        float[] first = Arrays.copyOf(levels, one);
        assertThat(Arrays.copyOfRange(levels, 3 * one, 4 * one)).isEqualTo(first);
    }

    @Test
    void shouldHearTheFirstWindowWhenASoundIsLonger() {
        // given
        LogMel mel = logMel(MelBank.SLANEY, Fill.REPEAT_PAD);
        float[] sound = formula(RATE);
        float[] longer = Arrays.copyOf(sound, 3 * RATE);
        Arrays.fill(longer, RATE, longer.length, 0.5f);

        // when
        float[] levels = mel.of(new AudioClip(RATE, longer)).levels();

        // then
        assertThat(levels).isEqualTo(mel.of(new AudioClip(RATE, sound)).levels());
    }

    @Test
    void shouldRefuseWhenASoundHasAnotherSampleRate() {
        assertThatThrownBy(() -> logMel(MelBank.SLANEY, Fill.PAD).of(new AudioClip(44_100, new float[] {0})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a sound must have 16000 samples a second for this model, got 44100");
    }

    private static float[] formula(int length) {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) (Math.sin((double) i * i / 500) * 0.5 + ((i * 37) % 101 - 50) / 500.0);
        }
        return samples;
    }
}
