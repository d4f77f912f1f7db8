package dev.weft.inference;

import dev.weft.core.RgbImage;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes pictures into the input of an image tower, equal to Pillow's own to the last bit of its 8-bit steps. The white square exists only as
 * numbers: a picture of 65,000 × 700 pixels would need 12 GB as one. Safe for use by several threads.
 */
final class ImagePreprocessor {

    private static final int CHANNELS = ImageProcessing.CHANNELS;
    private static final int WHITE = 255;
    private static final int HALF = 1 << (BicubicTable.PRECISION_BITS - 1);

    /** Catalogs have few sizes; a hostile one has many, and each table is a few kilobytes. */
    private static final int MAX_TABLES = 256;

    private final int size;
    private final float[][] normalized;
    private final ConcurrentHashMap<Integer, BicubicTable> tables = new ConcurrentHashMap<>();

    ImagePreprocessor(ImageProcessing processing) {
        this.size = processing.size();
        this.normalized = new float[CHANNELS][WHITE + 1];
        for (int channel = 0; channel < CHANNELS; channel++) {
            float mean = processing.mean().get(channel).floatValue();
            float std = processing.std().get(channel).floatValue();
            for (int value = 0; value <= WHITE; value++) {
                normalized[channel][value] = ((float) (value * processing.rescale()) - mean) / std;
            }
        }
    }

    /** The picture as {@code [3, size, size]}. */
    PixelInput prepare(RgbImage image) {
        int side = Math.max(image.width(), image.height());
        BicubicTable table = table(side);
        byte[] rows = horizontal(image, table, (side - image.width()) / 2);
        return new PixelInput(vertical(rows, image.height(), table, (side - image.height()) / 2));
    }

    private BicubicTable table(int side) {
        BicubicTable known = tables.get(side);
        if (known != null) {
            return known;
        }
        if (tables.size() >= MAX_TABLES) {
            tables.clear();
        }
        return tables.computeIfAbsent(side, s -> BicubicTable.of(s, size));
    }

    /** Resizes the picture's own rows to {@code [height, size, 3]}; the rows above and below stay white whatever the filter. */
    private byte[] horizontal(RgbImage image, BicubicTable table, int left) {
        byte[] in = image.rgb();
        byte[] out = new byte[image.height() * size * CHANNELS];
        int width = image.width();
        for (int x = 0; x < size; x++) {
            Span span = Span.of(table, x, left, width);
            for (int y = 0; y < image.height(); y++) {
                int red = span.base;
                int green = span.base;
                int blue = span.base;
                int at = (y * width + span.first) * CHANNELS;
                for (int tap = span.from; tap < span.to; tap++) {
                    int weight = table.weight(x, tap);
                    red += (in[at] & 0xff) * weight;
                    green += (in[at + 1] & 0xff) * weight;
                    blue += (in[at + 2] & 0xff) * weight;
                    at += CHANNELS;
                }
                int to = (y * size + x) * CHANNELS;
                out[to] = (byte) clip(red);
                out[to + 1] = (byte) clip(green);
                out[to + 2] = (byte) clip(blue);
            }
        }
        return out;
    }

    private float[] vertical(byte[] rows, int height, BicubicTable table, int top) {
        float[] pixels = new float[CHANNELS * size * size];
        int rowBytes = size * CHANNELS;
        int[] sums = new int[rowBytes];
        for (int y = 0; y < size; y++) {
            Span span = Span.of(table, y, top, height);
            Arrays.fill(sums, span.base);
            int at = span.first * rowBytes;
            for (int tap = span.from; tap < span.to; tap++) {
                int weight = table.weight(y, tap);
                for (int i = 0; i < rowBytes; i++) {
                    sums[i] += (rows[at + i] & 0xff) * weight;
                }
                at += rowBytes;
            }
            for (int channel = 0; channel < CHANNELS; channel++) {
                float[] values = normalized[channel];
                int to = (channel * size + y) * size;
                for (int x = 0; x < size; x++) {
                    pixels[to + x] = values[clip(sums[x * CHANNELS + channel])];
                }
            }
        }
        return pixels;
    }

    private static int clip(int sum) {
        return Math.clamp(sum >> BicubicTable.PRECISION_BITS, 0, WHITE);
    }

    /**
     * The taps of one output pixel that fall on the picture; those that fall on the white around it are in the sum already.
     *
     * @param from the first tap on the picture
     * @param to past the last tap on the picture
     * @param first the picture's own pixel under the first tap
     * @param base one half for rounding, and the white
     */
    private record Span(int from, int to, int first, int base) {

        static Span of(BicubicTable table, int output, int offset, int length) {
            int start = table.start(output);
            int count = table.count(output);
            int from = Math.clamp((long) offset - start, 0, count);
            int to = Math.clamp((long) offset + length - start, from, count);
            int base = HALF;
            for (int tap = 0; tap < count; tap++) {
                if (tap < from || tap >= to) {
                    base += WHITE * table.weight(output, tap);
                }
            }
            return new Span(from, to, start + from - offset, base);
        }
    }
}
