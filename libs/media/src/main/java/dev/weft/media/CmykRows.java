package dev.weft.media;

import dev.weft.core.RgbImage;
import java.awt.image.Raster;

/**
 * Turns the samples of a four-component JPEG into RGB, as libjpeg and Pillow do: stored inverted (as Adobe does, and everybody since), and
 * mixed without a profile, which would be that of some printing press.
 */
final class CmykRows {

    private static final int BANDS = 4;
    private static final int CHANNELS = 3;
    private static final int MAX = 255;
    private static final int CENTRE = 128;

    private CmykRows() {}

    static RgbImage toRgb(Raster raster, boolean ycck) {
        if (raster.getNumBands() != BANDS) {
            throw BudgetMeter.malformed("a CMYK picture must have 4 samples a pixel, got " + raster.getNumBands());
        }
        int width = raster.getWidth();
        byte[] rgb = new byte[CHANNELS * width * raster.getHeight()];
        int[] samples = new int[BANDS * width];
        int to = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, samples);
            for (int from = 0; from < samples.length; from += BANDS) {
                if (ycck) {
                    yccToCmy(samples, from);
                }
                int white = samples[from + 3];
                for (int channel = 0; channel < CHANNELS; channel++) {
                    rgb[to++] = (byte) clip(white - multiply(MAX - samples[from + channel], white));
                }
            }
        }
        return new RgbImage(width, raster.getHeight(), rgb);
    }

    /** ITU-R BT.601 in full range; the inks are the complement of the light. */
    private static void yccToCmy(int[] samples, int at) {
        int luma = samples[at];
        int blue = samples[at + 1] - CENTRE;
        int red = samples[at + 2] - CENTRE;
        samples[at] = MAX - clip((int) Math.round(luma + 1.402 * red));
        samples[at + 1] = MAX - clip((int) Math.round(luma - 0.344136286 * blue - 0.714136286 * red));
        samples[at + 2] = MAX - clip((int) Math.round(luma + 1.772 * blue));
    }

    /** a · b / 255, rounded. */
    private static int multiply(int a, int b) {
        int product = a * b + CENTRE;
        return ((product >> 8) + product) >> 8;
    }

    private static int clip(int value) {
        return Math.clamp(value, 0, MAX);
    }
}
