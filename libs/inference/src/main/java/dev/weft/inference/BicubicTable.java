package dev.weft.inference;

/**
 * The taps and weights of an antialiased bicubic resize along one axis, in Pillow's 8-bit fixed point: {@code precompute_coeffs} and
 * {@code normalize_coeffs_8bpc} of its Resample.c. Immutable.
 */
final class BicubicTable {

    /** 8 bits of value, 2 of sign and overshoot: what is left of 32. */
    static final int PRECISION_BITS = 32 - 8 - 2;

    private static final double A = -0.5;
    private static final double SUPPORT = 2;

    private final int[] starts;
    private final int[] counts;
    private final int[] weights;
    private final int taps;

    private BicubicTable(int[] starts, int[] counts, int[] weights, int taps) {
        this.starts = starts;
        this.counts = counts;
        this.weights = weights;
        this.taps = taps;
    }

    /** For a resize from {@code in} to {@code out} pixels. */
    static BicubicTable of(int in, int out) {
        double scale = (double) in / out;
        double filterScale = Math.max(scale, 1);
        double support = SUPPORT * filterScale;
        int taps = (int) Math.ceil(support) * 2 + 1;
        BicubicTable table = new BicubicTable(new int[out], new int[out], new int[out * taps], taps);
        double[] row = new double[taps];
        for (int x = 0; x < out; x++) {
            double center = (x + 0.5) * scale;
            int start = Math.max(0, (int) (center - support + 0.5));
            int count = Math.min(in, (int) (center + support + 0.5)) - start;
            double sum = 0;
            for (int tap = 0; tap < count; tap++) {
                row[tap] = filter((tap + start - center + 0.5) / filterScale);
                sum += row[tap];
            }
            table.starts[x] = start;
            table.counts[x] = count;
            for (int tap = 0; tap < count; tap++) {
                double weight = row[tap] / sum * (1 << PRECISION_BITS);
                table.weights[x * taps + tap] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
            }
        }
        return table;
    }

    private static double filter(double offset) {
        double x = Math.abs(offset);
        if (x < 1) {
            return ((A + 2) * x - (A + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }

    /** The first input pixel of an output pixel. */
    int start(int x) {
        return starts[x];
    }

    /** How many input pixels an output pixel is made of. */
    int count(int x) {
        return counts[x];
    }

    int weight(int x, int tap) {
        return weights[x * taps + tap];
    }
}
