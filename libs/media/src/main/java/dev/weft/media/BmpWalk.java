package dev.weft.media;

import java.nio.ByteOrder;

/** Reads the header of a Windows bitmap. */
final class BmpWalk {

    private static final int FILE_HEADER_BYTES = 14;
    private static final int CORE_HEADER_BYTES = 12;
    private static final int INFO_HEADER_BYTES = 40;
    private static final int MAX_HEADER_BYTES = 124;
    private static final int MAX_COLOURS = 256;

    private static final int UNCOMPRESSED = 0;
    private static final int RLE8 = 1;
    private static final int RLE4 = 2;
    private static final int BITFIELDS = 3;

    private BmpWalk() {}

    /** Two letters are no proof of a bitmap: many texts begin with them. */
    static boolean hasKnownHeader(FileView file) {
        if (!file.has(FILE_HEADER_BYTES, Integer.BYTES)) {
            return false;
        }
        int size = file.order(ByteOrder.LITTLE_ENDIAN).i32(FILE_HEADER_BYTES);
        return size == CORE_HEADER_BYTES || (size >= INFO_HEADER_BYTES && size <= MAX_HEADER_BYTES);
    }

    static FileLayout walk(FileView file, BudgetMeter meter) {
        boolean core = file.i32(FILE_HEADER_BYTES) == CORE_HEADER_BYTES;
        long width = core ? file.u16(18) : file.i32(18);
        // A negative height says that the rows go from the top.
        long height = Math.abs((long) (core ? file.u16(20) : file.i32(22)));
        meter.frame(width, height);
        int bits = file.u16(core ? 24 : 28);
        int compression = core ? UNCOMPRESSED : file.i32(30);
        long colours = core ? 0 : file.u32(46);
        requireReadable(bits, compression, colours);
        if (compression == UNCOMPRESSED || compression == BITFIELDS) {
            long rowBytes = (width * bits + 31) / 32 * 4;
            // Its position is taken for the message only: the slice checks that the rows are there.
            file.slice(file.u32(10), rowBytes * height);
        }
        return FileLayout.still((int) width, (int) height, 1, Orientation.UPRIGHT);
    }

    private static void requireReadable(int bits, int compression, long colours) {
        boolean readable = switch (compression) {
            case UNCOMPRESSED -> bits == 1 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32;
            case RLE8 -> bits == 8;
            case RLE4 -> bits == 4;
            case BITFIELDS -> bits == 16 || bits == 32;
            default -> false;
        };
        if (!readable) {
            throw new MediaRejectedException(
                    Rejection.UNSUPPORTED_TYPE,
                    "a bitmap must be uncompressed, run-length encoded or of bit fields, got compression " + compression
                            + " with " + bits + " bits");
        }
        if (colours > MAX_COLOURS) {
            throw BudgetMeter.malformed("a bitmap may have " + MAX_COLOURS + " colours, got " + colours);
        }
    }
}
