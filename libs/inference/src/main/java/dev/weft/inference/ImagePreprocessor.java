package dev.weft.inference;

import dev.weft.core.RgbImage;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes pictures into the input of an image tower, equal to Pillow's own to the last bit of its 8-bit steps, rows first (Pillow begins with the
 * columns of a picture that is more than 100 times as high as wide, and from version 13 where that is less work: a rounding apart). The white
 * square and what a crop cuts off exist only as numbers: a picture of 65,000 × 700 pixels would need 12 GB as a square. Safe for use by several
 * threads.
 */
final class ImagePreprocessor {

    private static final int CHANNELS = ImageProcessing.CHANNELS;
    private static final int WHITE = 255;
    private static final int HALF = 1 << (ResizeTable.PRECISION_BITS - 1);

    /** Catalogs have few sizes; a hostile one has many, and each table is a few kilobytes. */
    private static final int MAX_TABLES = 256;

    private final ImageProcessing processing;
    private final float[][] normalized;
    private final ConcurrentHashMap<ResizeAxis, ResizeTable> tables = new ConcurrentHashMap<>();

    ImagePreprocessor(ImageProcessing processing) {
        this.processing = processing;
        this.normalized = new float[CHANNELS][WHITE + 1];
        for (int channel = 0; channel < CHANNELS; channel++) {
            float mean = processing.mean().get(channel).floatValue();
            float std = processing.std().get(channel).floatValue();
            for (int value = 0; value <= WHITE; value++) {
                normalized[channel][value] = ((float) (value * processing.rescale()) - mean) / std;
            }
        }
    }

    /** The picture as {@code [3, height, width]}. */
    PixelInput prepare(RgbImage image) {
        ResizeAxis across = processing.resize().horizontal(image.width(), image.height());
        ResizeAxis down = processing.resize().vertical(image.width(), image.height());
        Lines columns = Lines.of(table(across), across, image.width());
        Lines rows = Lines.of(table(down), down, image.height());
        return new PixelInput(vertical(horizontal(image, columns, rows), columns.kept(), rows));
    }

    private ResizeTable table(ResizeAxis axis) {
        ResizeTable known = tables.get(axis);
        if (known != null) {
            return known;
        }
        if (tables.size() >= MAX_TABLES) {
            tables.clear();
        }
        return tables.computeIfAbsent(axis, a -> ResizeTable.of(processing.filter(), a));
    }

    /** Resizes the picture's own rows that are needed to {@code [rows, width, 3]}; white rows stay white whatever the filter. */
    private static byte[] horizontal(RgbImage image, Lines columns, Lines rows) {
        byte[] in = image.rgb();
        int size = columns.kept();
        int height = rows.end - rows.first;
        byte[] out = new byte[height * size * CHANNELS];
        int width = image.width();
        for (int x = 0; x < size; x++) {
            Span span = columns.spans[x];
            for (int y = 0; y < height; y++) {
                int red = span.base;
                int green = span.base;
                int blue = span.base;
                int at = ((rows.first + y) * width + span.first) * CHANNELS;
                for (int tap = span.from; tap < span.to; tap++) {
                    int weight = columns.table.weight(x, tap);
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

    private float[] vertical(byte[] in, int width, Lines rows) {
        int height = rows.kept();
        float[] pixels = new float[CHANNELS * height * width];
        int rowBytes = width * CHANNELS;
        int[] sums = new int[rowBytes];
        for (int y = 0; y < height; y++) {
            Span span = rows.spans[y];
            Arrays.fill(sums, span.base);
            int at = (span.first - rows.first) * rowBytes;
            for (int tap = span.from; tap < span.to; tap++) {
                int weight = rows.table.weight(y, tap);
                for (int i = 0; i < rowBytes; i++) {
                    sums[i] += (in[at + i] & 0xff) * weight;
                }
                at += rowBytes;
            }
            for (int channel = 0; channel < CHANNELS; channel++) {
                float[] values = normalized[channel];
                int to = (channel * height + y) * width;
                for (int x = 0; x < width; x++) {
                    pixels[to + x] = values[clip(sums[x * CHANNELS + channel])];
                }
            }
        }
        return pixels;
    }

    private static int clip(int sum) {
        return Math.clamp(sum >> ResizeTable.PRECISION_BITS, 0, WHITE);
    }

    /**
     * What each kept line of one axis is made of.
     *
     * @param first the picture's own line that is needed first
     * @param end past the picture's own line that is needed last
     */
    @SuppressWarnings("ArrayRecordComponent") // lives for one picture, never exposed
    private record Lines(ResizeTable table, Span[] spans, int first, int end) {

        static Lines of(ResizeTable table, ResizeAxis axis, int length) {
            Span[] spans = new Span[axis.kept()];
            int first = length;
            int end = 0;
            for (int i = 0; i < spans.length; i++) {
                Span span = Span.of(table, i, (axis.in() - length) / 2, length);
                spans[i] = span;
                if (span.from < span.to) {
                    first = Math.min(first, span.first);
                    end = Math.max(end, span.first + span.to - span.from);
                }
            }
            return new Lines(table, spans, Math.min(first, end), end);
        }

        int kept() {
            return spans.length;
        }
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

        static Span of(ResizeTable table, int output, int offset, int length) {
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
