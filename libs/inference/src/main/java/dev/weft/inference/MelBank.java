package dev.weft.inference;

/** The two ways in which the reference spaces and weighs mel bands; which one follows from how its training cut long sounds. */
enum MelBank {
    /** Linear below 1 kHz, of equal area: with {@code truncation: rand_trunc}. */
    SLANEY(1) {
        private static final double BREAK_HERTZ = 1000;
        private static final double BREAK_MEL = 15;
        private static final double HERTZ_PER_MEL = 200.0 / 3;
        private static final double LOG_STEP = 27 / Math.log(6.4);

        @Override
        double mel(double hertz) {
            return hertz < BREAK_HERTZ ? hertz / HERTZ_PER_MEL : BREAK_MEL + Math.log(hertz / BREAK_HERTZ) * LOG_STEP;
        }

        @Override
        double hertz(double mel) {
            return mel < BREAK_MEL ? mel * HERTZ_PER_MEL : BREAK_HERTZ * Math.exp((mel - BREAK_MEL) / LOG_STEP);
        }

        @Override
        double gain(double fromHertz, double toHertz) {
            return 2 / (toHertz - fromHertz);
        }
    },
    /** Logarithmic, of equal height: with {@code truncation: fusion}, whose towers take the spectrogram four times. */
    HTK(4) {
        private static final double FACTOR = 2595;
        private static final double CORNER_HERTZ = 700;

        @Override
        double mel(double hertz) {
            return FACTOR * Math.log10(1 + hertz / CORNER_HERTZ);
        }

        @Override
        double hertz(double mel) {
            return CORNER_HERTZ * (Math.pow(10, mel / FACTOR) - 1);
        }

        @Override
        double gain(double fromHertz, double toHertz) {
            return 1;
        }
    };

    private final int channels;

    MelBank(int channels) {
        this.channels = channels;
    }

    /** How often the spectrogram stands in the tower's input. */
    int channels() {
        return channels;
    }

    abstract double mel(double hertz);

    abstract double hertz(double mel);

    /** The height of a band's triangle. */
    abstract double gain(double fromHertz, double toHertz);
}
