package dev.weft.media;

/** Walks the chunks of a WAV file. */
final class WavWalk {

    private static final int RIFF_BYTES = 12;
    private static final int CHUNK_BYTES = 8;
    /** Written by programs that can't go back to the size when they are done. */
    private static final long UNKNOWN = 0xffff_ffffL;

    private WavWalk() {}

    /** A file of unknown size counts as whole wherever it ends. */
    static void requireWhole(FileView file) {
        long at = RIFF_BYTES;
        while (!file.startsWith(at, "data")) {
            long length = file.u32(at + 4);
            at += CHUNK_BYTES + length + (length & 1);
        }
        long declared = file.u32(at + 4);
        boolean streamed = declared == UNKNOWN && file.u32(4) == UNKNOWN;
        if (!streamed && !file.has(at + CHUNK_BYTES, declared)) {
            throw new MediaRejectedException(
                    Rejection.TRUNCATED,
                    "the sound must have the " + declared + " bytes its header declares, got "
                            + (file.length() - at - CHUNK_BYTES));
        }
    }
}
