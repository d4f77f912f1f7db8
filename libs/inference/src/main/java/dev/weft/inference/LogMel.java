package dev.weft.inference;

import dev.weft.core.AudioClip;

/**
 * Makes sounds into log-mel spectrograms as ClapFeatureExtractor of transformers does: Hann window, frames centred on their time with the ends
 * mirrored, power, mel bands, decibels. In double precision: the quiet bins of a loud frame are small differences. A sound that is longer than
 * the window is cut after it (the reference cuts out a random one); callers who want all of it make windows. Safe for use by several threads.
 */
final class LogMel {

    private static final double MIN_POWER = 1e-10;

    private final AudioProcessing processing;
    private final double[] window;
    private final Fft fft;
    private final MelFilters filters;

    LogMel(AudioProcessing processing) {
        this.processing = processing;
        this.window = hann(processing.fftSize());
        this.fft = new Fft(processing.fftSize());
        this.filters = MelFilters.of(processing);
    }

    private static double[] hann(int size) {
        double[] window = new double[size];
        for (int i = 0; i < size; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / size);
        }
        return window;
    }

    /**
     * The sound as {@code [channels, frames, mels]}.
     *
     * @throws IllegalArgumentException if it has another sample rate
     */
    MelInput of(AudioClip clip) {
        if (clip.sampleRate() != processing.sampleRate()) {
            throw new IllegalArgumentException("a sound must have " + processing.sampleRate()
                    + " samples a second for this model, got " + clip.sampleRate());
        }
        float[] samples = fill(clip.samples());
        int mels = processing.mels();
        int frames = processing.frames();
        int numbers = frames * mels;
        int channels = processing.bank().channels();
        float[] levels = new float[channels * numbers];
        int size = processing.fftSize();
        double[] even = new double[size];
        double[] odd = new double[size];
        double[] spectrum = new double[size / 2 + 1];
        // Two real frames are one complex transform.
        for (int frame = 0; frame < frames; frame += 2) {
            cut(samples, frame, even);
            cut(samples, frame + 1, odd);
            fft.transform(even, odd);
            power(even, odd, 1, spectrum);
            bands(spectrum, levels, frame * mels);
            if (frame + 1 < frames) {
                power(even, odd, -1, spectrum);
                bands(spectrum, levels, (frame + 1) * mels);
            }
        }
        for (int channel = 1; channel < channels; channel++) {
            System.arraycopy(levels, 0, levels, channel * numbers, numbers);
        }
        return new MelInput(levels);
    }

    private float[] fill(float[] samples) {
        int length = processing.samples();
        float[] filled = new float[length];
        int repeated = switch (processing.fill()) {
            case REPEAT_PAD -> Math.max(1, length / samples.length) * samples.length;
            case REPEAT -> length;
            case PAD -> samples.length;
        };
        int end = Math.min(repeated, length);
        for (int at = 0; at < end; at += samples.length) {
            System.arraycopy(samples, 0, filled, at, Math.min(samples.length, end - at));
        }
        return filled;
    }

    private void cut(float[] samples, int frame, double[] out) {
        int from = frame * processing.hop() - out.length / 2;
        int last = samples.length - 1;
        for (int i = 0; i < out.length; i++) {
            int at = Math.abs(from + i);
            int mirrored = at > last ? 2 * last - at : at;
            // The frame after the last one may begin past the mirrored end; it is never read.
            out[i] = mirrored < 0 ? 0 : samples[mirrored] * window[i];
        }
    }

    /** The power spectrum of the real part's frame, or with sign -1 of the imaginary part's. */
    private static void power(double[] real, double[] imaginary, int sign, double[] spectrum) {
        int size = real.length;
        for (int bin = 0; bin < spectrum.length; bin++) {
            int mirror = (size - bin) % size;
            double re = real[bin] + sign * real[mirror];
            double im = imaginary[bin] - sign * imaginary[mirror];
            spectrum[bin] = (re * re + im * im) / 4;
        }
    }

    private void bands(double[] spectrum, float[] levels, int to) {
        for (int mel = 0; mel < processing.mels(); mel++) {
            levels[to + mel] = (float) (10 * Math.log10(Math.max(MIN_POWER, filters.power(mel, spectrum))));
        }
    }
}
