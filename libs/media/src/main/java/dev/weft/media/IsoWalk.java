package dev.weft.media;

/** Walks the outermost boxes of an MP4 or QuickTime file (ISO/IEC 14496-12). */
final class IsoWalk {

    private static final int HEADER_BYTES = 8;
    private static final int LONG_HEADER_BYTES = 16;
    private static final int LONG = 1;
    private static final int TO_THE_END = 0;

    private IsoWalk() {}

    /** Every box must be there to its end, and one of them must be the index. */
    static void requireWhole(FileView file) {
        boolean indexed = false;
        for (long at = 0; at < file.length(); ) {
            long length = length(file, at);
            file.require(at, length);
            indexed |= file.startsWith(at + 4, "moov");
            at += length;
        }
        if (!indexed) {
            throw new MediaRejectedException(Rejection.TRUNCATED, "an MP4 file must have an index (moov), got none");
        }
    }

    private static long length(FileView file, long at) {
        long length = file.u32(at);
        if (length == TO_THE_END) {
            return file.length() - at;
        }
        int header = length == LONG ? LONG_HEADER_BYTES : HEADER_BYTES;
        if (length == LONG) {
            length = file.i64(at + HEADER_BYTES);
        }
        if (length < header) {
            throw BudgetMeter.malformed("a box must have " + header + " bytes, got " + length);
        }
        return length;
    }
}
