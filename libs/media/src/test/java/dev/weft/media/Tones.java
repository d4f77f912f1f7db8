package dev.weft.media;

import java.util.List;

/** What is heard in a sound. */
final class Tones {

    private Tones() {}

    /** The amplitude of a frequency in the middle half of a sound (Goertzel, behind a Hann window). */
    static double amplitude(float[] samples, int sampleRate, double hertz) {
        int from = samples.length / 4;
        int count = samples.length / 2;
        double real = 0;
        double imaginary = 0;
        double weights = 0;
        for (int i = 0; i < count; i++) {
            double weight = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / count);
            double angle = 2 * Math.PI * hertz * (from + i) / sampleRate;
            real += weight * samples[from + i] * Math.cos(angle);
            imaginary += weight * samples[from + i] * Math.sin(angle);
            weights += weight;
        }
        return 2 * Math.hypot(real, imaginary) / weights;
    }

    static double seconds(List<AudioWindow> windows) {
        return windows.stream()
                .mapToDouble(window ->
                        (double) window.clip().samples().length / window.clip().sampleRate())
                .sum();
    }
}
