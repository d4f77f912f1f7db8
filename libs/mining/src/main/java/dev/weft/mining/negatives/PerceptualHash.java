package dev.weft.mining.negatives;

import dev.weft.core.RgbImage;
import java.util.Arrays;

/**
 * A picture's 64-bit hash by the discrete cosine transform: pictures that look the same differ in few bits, whatever their size, format and
 * compression (Zauner 2010, "Implementation and Benchmarking of Perceptual Image Hash Functions", section 3.2.1). Of 32 x 32 means of brightness, 8 x 8
 * low frequencies, beginning behind those that are constant along an axis, are compared with their median.
 */
public final class PerceptualHash {

    private static final int SIDE = 32;
    private static final int KEPT = 8;

    /** What a plain picture has instead of zeros: its hash must not be chance. */
    private static final double ROUNDING = 1e-6;

    /** {@code [KEPT][SIDE]}: of the frequencies 1 to 8. */
    private static final double[][] WAVES = waves();

    private PerceptualHash() {}

    public static long of(RgbImage image) {
        double[] frequencies = frequencies(brightness(image));
        double[] sorted = frequencies.clone();
        Arrays.sort(sorted);
        double median = (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
        long hash = 0;
        for (double frequency : frequencies) {
            hash = hash << 1 | (frequency > median ? 1 : 0);
        }
        return hash;
    }

    /** {@code [SIDE][SIDE]} means, rows from the top. A picture that is smaller than the grid gives some cells the same pixel. */
    private static double[][] brightness(RgbImage image) {
        double[][] means = new double[SIDE][SIDE];
        for (int row = 0; row < SIDE; row++) {
            int top = row * image.height() / SIDE;
            int bottom = Math.max(top + 1, (row + 1) * image.height() / SIDE);
            for (int column = 0; column < SIDE; column++) {
                int left = column * image.width() / SIDE;
                int right = Math.max(left + 1, (column + 1) * image.width() / SIDE);
                means[row][column] = mean(image, left, top, right, bottom);
            }
        }
        return means;
    }

    private static double mean(RgbImage image, int left, int top, int right, int bottom) {
        double sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int at = 3 * (y * image.width() + x);
                // ITU-R BT.601
                sum += 0.299 * (image.rgb()[at] & 0xFF)
                        + 0.587 * (image.rgb()[at + 1] & 0xFF)
                        + 0.114 * (image.rgb()[at + 2] & 0xFF);
            }
        }
        return sum / ((right - left) * (bottom - top));
    }

    /** {@code [KEPT * KEPT]}. */
    private static double[] frequencies(double[][] brightness) {
        double[][] alongRows = new double[SIDE][KEPT];
        for (int row = 0; row < SIDE; row++) {
            for (int wave = 0; wave < KEPT; wave++) {
                for (int column = 0; column < SIDE; column++) {
                    alongRows[row][wave] += brightness[row][column] * WAVES[wave][column];
                }
            }
        }
        double[] frequencies = new double[KEPT * KEPT];
        for (int i = 0; i < frequencies.length; i++) {
            for (int row = 0; row < SIDE; row++) {
                frequencies[i] += alongRows[row][i % KEPT] * WAVES[i / KEPT][row];
            }
            if (Math.abs(frequencies[i]) < ROUNDING) {
                frequencies[i] = 0;
            }
        }
        return frequencies;
    }

    private static double[][] waves() {
        double[][] waves = new double[KEPT][SIDE];
        for (int wave = 0; wave < KEPT; wave++) {
            for (int i = 0; i < SIDE; i++) {
                waves[wave][i] = Math.cos(Math.PI * (wave + 1) * (2 * i + 1) / (2 * SIDE));
            }
        }
        return waves;
    }
}
