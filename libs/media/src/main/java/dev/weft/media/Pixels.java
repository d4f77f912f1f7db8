package dev.weft.media;

import dev.weft.core.RgbImage;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * Turns what a reader decoded into 8-bit RGB over white. Samples are taken as they are stored: no profile and no gamma is applied, as in the
 * reference pipelines of the models (Java's own conversion would brighten grey pictures).
 */
final class Pixels {

    private static final int CHANNELS = 3;
    private static final int OPAQUE = 255;
    private static final int WHITE = 255;

    private Pixels() {}

    static RgbImage overWhite(BufferedImage image, FileLayout layout) {
        byte[] rgb = new byte[Math.multiplyExact(CHANNELS, layout.width() * layout.height())];
        Raster raster = image.getRaster();
        if (raster.getWidth() < layout.width() || raster.getHeight() < layout.height()) {
            Arrays.fill(rgb, (byte) WHITE);
        }
        int columns = Math.min(raster.getWidth(), layout.width() - layout.left());
        int rows = Math.min(raster.getHeight(), layout.height() - layout.top());
        RowConverter converter = converter(image.getColorModel(), raster.getNumBands());
        int[] samples = new int[columns * raster.getNumBands()];
        for (int y = 0; y < rows; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, columns, 1, samples);
            int at = CHANNELS * ((layout.top() + y) * layout.width() + layout.left());
            converter.convert(samples, columns, rgb, at);
        }
        return new RgbImage(layout.width(), layout.height(), rgb);
    }

    private static RowConverter converter(ColorModel model, int bands) {
        if (model instanceof IndexColorModel palette) {
            return palette(palette);
        }
        boolean alpha = model.hasAlpha();
        int colours = bands - (alpha ? 1 : 0);
        int type = model.getColorSpace().getType();
        if ((type == ColorSpace.TYPE_GRAY && colours == 1) || (type == ColorSpace.TYPE_RGB && colours == CHANNELS)) {
            return direct(model, colours);
        }
        throw new MediaRejectedException(
                Rejection.UNSUPPORTED_TYPE,
                "a picture must be grey or RGB, got colour space " + type + " with " + bands + " samples");
    }

    private static RowConverter palette(IndexColorModel palette) {
        byte[] table = new byte[CHANNELS * palette.getMapSize()];
        for (int i = 0; i < palette.getMapSize(); i++) {
            int alpha = palette.getAlpha(i);
            table[CHANNELS * i] = over(palette.getRed(i), alpha);
            table[CHANNELS * i + 1] = over(palette.getGreen(i), alpha);
            table[CHANNELS * i + 2] = over(palette.getBlue(i), alpha);
        }
        return (samples, count, rgb, from) -> {
            int at = from;
            for (int i = 0; i < count; i++) {
                int entry = CHANNELS * samples[i];
                rgb[at++] = table[entry];
                rgb[at++] = table[entry + 1];
                rgb[at++] = table[entry + 2];
            }
        };
    }

    private static RowConverter direct(ColorModel model, int colours) {
        int bands = model.getNumComponents();
        int[] bits = model.getComponentSize();
        boolean premultiplied = model.isAlphaPremultiplied();
        return (samples, count, rgb, from) -> {
            int at = from;
            for (int i = 0; i < count; i++) {
                int pixel = i * bands;
                int alpha = bands > colours ? to8Bits(samples[pixel + colours], bits[colours]) : OPAQUE;
                for (int channel = 0; channel < CHANNELS; channel++) {
                    int band = colours == 1 ? 0 : channel;
                    int value = to8Bits(samples[pixel + band], bits[band]);
                    rgb[at++] = premultiplied ? (byte) Math.min(WHITE, value + WHITE - alpha) : over(value, alpha);
                }
            }
        };
    }

    /** Deeper samples lose their lower bits, shallower ones are spread over the range. */
    private static int to8Bits(int value, int bits) {
        if (bits == 8) {
            return value;
        }
        return bits > 8 ? value >>> (bits - 8) : value * WHITE / ((1 << bits) - 1);
    }

    /** The value blended with white by alpha, rounded as Pillow does. */
    private static byte over(int value, int alpha) {
        int blended = value * alpha + WHITE * (OPAQUE - alpha) + 128;
        return (byte) (((blended >> 8) + blended) >> 8);
    }

    /** Converts one row of samples, interleaved by band, to RGB from the position on. */
    @FunctionalInterface
    private interface RowConverter {
        void convert(int[] samples, int count, byte[] rgb, int from);
    }
}
