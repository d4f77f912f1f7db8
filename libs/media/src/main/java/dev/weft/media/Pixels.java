package dev.weft.media;

import dev.weft.core.RgbImage;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * Turns what a reader decoded into 8-bit sRGB over white. Without a profile, samples are taken as they are stored: no gamma is applied, as in
 * the reference pipelines of the models (Java's own conversion would brighten grey pictures).
 */
final class Pixels {

    private static final int CHANNELS = 3;
    private static final int OPAQUE = 255;
    private static final int WHITE = 255;

    private Pixels() {}

    /** Colours become sRGB before they are blended: afterwards, a picture's edges would be out of the profile's reach. */
    static RgbImage overWhite(BufferedImage image, FileLayout layout) {
        int pixels = layout.width() * layout.height();
        byte[] rgb = new byte[Math.multiplyExact(CHANNELS, pixels)];
        ColorModel model = image.getColorModel();
        byte[] alpha = model.hasAlpha() && !model.isAlphaPremultiplied() ? new byte[pixels] : new byte[0];
        Raster raster = image.getRaster();
        if (raster.getWidth() < layout.width() || raster.getHeight() < layout.height()) {
            Arrays.fill(rgb, (byte) WHITE);
        }
        int columns = Math.min(raster.getWidth(), layout.width() - layout.left());
        int rows = Math.min(raster.getHeight(), layout.height() - layout.top());
        RowConverter converter = converter(model, raster.getNumBands());
        int[] samples = new int[columns * raster.getNumBands()];
        for (int y = 0; y < rows; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, columns, 1, samples);
            int first = (layout.top() + y) * layout.width() + layout.left();
            converter.convert(samples, columns, new Target(rgb, alpha, first));
        }
        RgbImage colours = layout.profile().toSrgb(new RgbImage(layout.width(), layout.height(), rgb));
        blend(colours.rgb(), alpha);
        return colours;
    }

    /** In place: nobody else has the picture yet. */
    private static void blend(byte[] rgb, byte[] alpha) {
        for (int i = 0; i < alpha.length; i++) {
            int opacity = alpha[i] & 0xff;
            if (opacity < OPAQUE) {
                for (int at = CHANNELS * i; at < CHANNELS * (i + 1); at++) {
                    rgb[at] = over(rgb[at] & 0xff, opacity);
                }
            }
        }
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
        byte[] alphas = new byte[palette.getMapSize()];
        for (int i = 0; i < palette.getMapSize(); i++) {
            alphas[i] = (byte) palette.getAlpha(i);
            table[CHANNELS * i] = (byte) palette.getRed(i);
            table[CHANNELS * i + 1] = (byte) palette.getGreen(i);
            table[CHANNELS * i + 2] = (byte) palette.getBlue(i);
        }
        return (samples, count, target) -> {
            int at = CHANNELS * target.first;
            for (int i = 0; i < count; i++) {
                int entry = CHANNELS * samples[i];
                target.rgb[at++] = table[entry];
                target.rgb[at++] = table[entry + 1];
                target.rgb[at++] = table[entry + 2];
                if (target.alpha.length > 0) {
                    target.alpha[target.first + i] = alphas[samples[i]];
                }
            }
        };
    }

    private static RowConverter direct(ColorModel model, int colours) {
        int bands = model.getNumComponents();
        int[] bits = model.getComponentSize();
        boolean premultiplied = model.isAlphaPremultiplied();
        return (samples, count, target) -> {
            int at = CHANNELS * target.first;
            for (int i = 0; i < count; i++) {
                int pixel = i * bands;
                int alpha = bands > colours ? to8Bits(samples[pixel + colours], bits[colours]) : OPAQUE;
                for (int channel = 0; channel < CHANNELS; channel++) {
                    int band = colours == 1 ? 0 : channel;
                    int value = to8Bits(samples[pixel + band], bits[band]);
                    target.rgb[at++] = (byte) (premultiplied ? Math.min(WHITE, value + WHITE - alpha) : value);
                }
                if (target.alpha.length > 0) {
                    target.alpha[target.first + i] = (byte) alpha;
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

    /** Where a row goes: its first pixel's number, and no alpha where there is none to blend. */
    @SuppressWarnings("ArrayRecordComponent") // two views of the picture that is being made
    private record Target(byte[] rgb, byte[] alpha, int first) {}

    /** Converts one row of samples, interleaved by band. */
    @FunctionalInterface
    private interface RowConverter {
        void convert(int[] samples, int count, Target target);
    }
}
