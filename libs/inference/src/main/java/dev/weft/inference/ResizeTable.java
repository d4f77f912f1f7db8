package dev.weft.inference;

/**
 * The taps and weights of an antialiased resize along one axis, in Pillow's 8-bit fixed point: {@code precompute_coeffs} and
 * {@code normalize_coeffs_8bpc} of its Resample.c. Only the output pixels that are kept have any. Immutable.
 */
final class ResizeTable {

    /** 8 bits of value, 2 of sign and overshoot: what is left of 32. */
    static final int PRECISION_BITS = 32 - 8 - 2;

    private final int[] starts;
    private final int[] counts;
    private final int[] weights;
    private final int taps;

    private ResizeTable(int[] starts, int[] counts, int[] weights, int taps) {
        this.starts = starts;
        this.counts = counts;
        this.weights = weights;
        this.taps = taps;
    }

    /** For a resize along the axis. */
    static ResizeTable of(ResizeFilter filter, ResizeAxis axis) {
        int in = axis.in();
        int kept = axis.kept();
        double scale = in / (double) axis.out();
        double filterScale = Math.max(scale, 1);
        double support = filter.support() * filterScale;
        int taps = (int) Math.ceil(support) * 2 + 1;
        ResizeTable table = new ResizeTable(new int[kept], new int[kept], new int[kept * taps], taps);
        double[] row = new double[taps];
        for (int x = 0; x < kept; x++) {
            double center = (axis.from() + x + 0.5) * scale;
            int start = Math.max(0, (int) (center - support + 0.5));
            int count = Math.min(in, (int) (center + support + 0.5)) - start;
            double sum = 0;
            for (int tap = 0; tap < count; tap++) {
                row[tap] = filter.weight((tap + start - center + 0.5) / filterScale);
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

    /** How many input pixels an output pixel is made of at most. */
    int taps() {
        return taps;
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
