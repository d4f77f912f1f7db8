package dev.weft.inference;

import java.time.Duration;

/**
 * How a sound becomes the tower's input: filled up to the window's length, cut into overlapping frames, each one's power spectrum summed by mel
 * bands, in decibels.
 *
 * @param sampleRate samples a second
 * @param samples of a window
 * @param fftSize samples of a frame, a power of two
 * @param hop samples from one frame to the next
 * @param mels bands
 * @param minHertz where the lowest band begins
 * @param maxHertz where the highest band ends
 */
record AudioProcessing(
        int sampleRate,
        int samples,
        int fftSize,
        int hop,
        int mels,
        double minHertz,
        double maxHertz,
        MelBank bank,
        Fill fill) {

    private static final int MAX_SAMPLES = 1 << 24;
    private static final int MAX_FFT = 1 << 16;

    AudioProcessing {
        requireRange("sampling_rate", sampleRate, 1, MAX_SAMPLES);
        requireRange("fft_window_size", fftSize, 2, MAX_FFT);
        requireRange("nb_max_samples", samples, fftSize, MAX_SAMPLES);
        requireRange("hop_length", hop, 1, samples);
        requireRange("feature_size", mels, 1, fftSize);
        if (Integer.bitCount(fftSize) != 1) {
            throw new IllegalArgumentException("fft_window_size must be a power of two, got " + fftSize);
        }
        if (!(minHertz >= 0 && minHertz < maxHertz && maxHertz <= sampleRate / 2.0)) {
            throw new IllegalArgumentException(
                    "frequency_min must be below frequency_max, and both from 0 to half the sampling_rate, got "
                            + minHertz + " and " + maxHertz);
        }
    }

    private static void requireRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", got " + value);
        }
    }

    int frames() {
        return 1 + samples / hop;
    }

    AudioInput input() {
        return new AudioInput(sampleRate, Duration.ofNanos(samples * 1_000_000_000L / sampleRate));
    }

    String identity() {
        return String.join(
                " ",
                bank.name(),
                fill.name(),
                Integer.toString(sampleRate),
                Integer.toString(samples),
                Integer.toString(fftSize),
                Integer.toString(hop),
                Integer.toString(mels),
                Double.toString(minHertz),
                Double.toString(maxHertz));
    }

    /** What a sound that is shorter than the window is followed by. */
    enum Fill {
        /** Itself, as often as it fits whole, then silence. */
        REPEAT_PAD,
        /** Itself. */
        REPEAT,
        /** Silence. */
        PAD
    }
}
