package dev.weft.inference;

/** Triangular bands over the bins of a power spectrum, as {@code mel_filter_bank} of the reference makes them. Immutable. */
final class MelFilters {

    private final int[] firstBins;
    private final double[][] weights;

    private MelFilters(int[] firstBins, double[][] weights) {
        this.firstBins = firstBins;
        this.weights = weights;
    }

    static MelFilters of(AudioProcessing processing) {
        int mels = processing.mels();
        int bins = processing.fftSize() / 2 + 1;
        double[] edges = edges(processing);
        // The reference drops half a hertz of an odd sample rate.
        int highest = processing.sampleRate() / 2;
        double binHertz = highest / (double) (bins - 1);
        MelFilters filters = new MelFilters(new int[mels], new double[mels][]);
        for (int mel = 0; mel < mels; mel++) {
            double from = edges[mel];
            double peak = edges[mel + 1];
            double to = edges[mel + 2];
            double gain = processing.bank().gain(from, to);
            int first = Math.clamp((long) Math.floor(from / binHertz), 0, bins - 1);
            int end = Math.clamp((long) Math.ceil(to / binHertz) + 1, first, bins);
            double[] weights = new double[end - first];
            for (int bin = first; bin < end; bin++) {
                double hertz = bin * binHertz;
                double slope = Math.min((hertz - from) / (peak - from), (to - hertz) / (to - peak));
                weights[bin - first] = gain * Math.max(0, slope);
            }
            filters.firstBins[mel] = first;
            filters.weights[mel] = weights;
        }
        return filters;
    }

    private static double[] edges(AudioProcessing processing) {
        MelBank bank = processing.bank();
        double low = bank.mel(processing.minHertz());
        double step = (bank.mel(processing.maxHertz()) - low) / (processing.mels() + 1);
        double[] edges = new double[processing.mels() + 2];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = bank.hertz(low + i * step);
        }
        return edges;
    }

    /** The power in one band. */
    double power(int mel, double[] spectrum) {
        double[] band = weights[mel];
        int first = firstBins[mel];
        double power = 0;
        for (int i = 0; i < band.length; i++) {
            power += band[i] * spectrum[first + i];
        }
        return power;
    }
}
