package dev.weft.media;

import dev.weft.core.RgbImage;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Optional;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes a JPEG with the libjpeg-turbo that Leptonica brings: the same pixels as Java's own reader, in less than half of its time. It gives no
 * picture where there is no native code for the machine, and where the decoder has anything to say about the file: then Java's reader judges.
 * It writes a line of its own to the process' standard error for a damaged file, with numbers of the format in it and nothing of the file's.
 *
 * <p>Safe for use by several threads. Cost: four bytes a pixel outside the heap while it decodes, three in the result.
 */
final class TurboJpeg {

    private static final Logger LOG = LoggerFactory.getLogger(TurboJpeg.class);

    private static final int CHANNELS = 3;
    private static final int GREY_BITS = 8;
    private static final int RGB_BITS = 32;
    private static final int FULL_SIZE = 1;
    private static final int NO_COLOUR_MAP = 0;
    private static final int NO_HINTS = 0;

    private TurboJpeg() {}

    /** @param jpeg sound by its structure, within the budget, grey, RGB or YCbCr */
    static Optional<RgbImage> read(byte[] jpeg, FileLayout layout) {
        return Library.LOADED ? decode(jpeg, layout) : Optional.empty();
    }

    private static Optional<RgbImage> decode(byte[] jpeg, FileLayout layout) {
        int[] warnings = new int[1];
        PIX picture = leptonica.pixReadMemJpeg(jpeg, jpeg.length, NO_COLOUR_MAP, FULL_SIZE, warnings, NO_HINTS);
        if (picture == null) {
            return Optional.empty();
        }
        try {
            boolean whole = warnings[0] == 0 && picture.w() == layout.width() && picture.h() == layout.height();
            return whole ? rgb(picture) : Optional.empty();
        } finally {
            leptonica.pixDestroy(picture);
        }
    }

    /** Leptonica keeps rows of 32-bit words, whose first pixel or channel stands in the highest byte. */
    private static Optional<RgbImage> rgb(PIX picture) {
        int width = picture.w();
        int height = picture.h();
        int[] row = new int[picture.wpl()];
        IntBuffer words = leptonica
                .pixGetData(picture)
                .capacity((long) row.length * height)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asIntBuffer();
        byte[] rgb = new byte[CHANNELS * width * height];
        for (int y = 0; y < height; y++) {
            words.get(row);
            int at = CHANNELS * width * y;
            switch (picture.d()) {
                case GREY_BITS -> grey(row, width, rgb, at);
                case RGB_BITS -> colours(row, width, rgb, at);
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new RgbImage(width, height, rgb));
    }

    private static void colours(int[] row, int width, byte[] rgb, int from) {
        int at = from;
        for (int x = 0; x < width; x++) {
            int word = row[x];
            rgb[at] = (byte) (word >> 24);
            rgb[at + 1] = (byte) (word >> 16);
            rgb[at + 2] = (byte) (word >> 8);
            at += CHANNELS;
        }
    }

    private static void grey(int[] row, int width, byte[] rgb, int from) {
        int at = from;
        for (int x = 0; x < width; x++) {
            byte level = (byte) (row[x / Integer.BYTES] >> (24 - x % Integer.BYTES * Byte.SIZE));
            rgb[at++] = level;
            rgb[at++] = level;
            rgb[at++] = level;
        }
    }

    /** Initialised on first use. */
    private static final class Library {

        static final boolean LOADED = load();

        private static boolean load() {
            try {
                // Leptonica's own lines, besides those of libjpeg.
                leptonica.setMsgSeverity(leptonica.L_SEVERITY_NONE);
                return true;
            } catch (LinkageError e) {
                LOG.info("JPEG is decoded by Java's own reader, at less than half the speed: {}", e.toString());
                return false;
            }
        }
    }
}
