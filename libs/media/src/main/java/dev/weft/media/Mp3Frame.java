package dev.weft.media;

import java.util.Optional;

/**
 * The header of a frame of MPEG audio, layer III (ISO/IEC 11172-3, 13818-3).
 *
 * @param at its position in the file
 * @param length of the frame with its header, in bytes
 * @param sideBytes between the header and the frame's data, after which encoders put the length of the whole file
 */
record Mp3Frame(long at, int length, int sideBytes) {

    static final int HEADER_BYTES = 4;

    private static final int TAG_BYTES = 10;
    private static final int MPEG_1 = 3;
    private static final int MPEG_2 = 2;
    private static final int RESERVED_VERSION = 1;
    private static final int LAYER_III = 1;
    private static final int MONO = 3;
    private static final int[] RATES = {44_100, 48_000, 32_000};
    private static final int[] KBITS_1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] KBITS_2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};

    /**
     * The first frame of a file, after its ID3 tag. Eleven set bits happen by chance, so the frame after it must be one too, if the bytes go on
     * that far.
     */
    static Optional<Mp3Frame> first(FileView file) {
        long at = file.startsWith(0, "ID3") ? tagLength(file) : 0;
        return read(file, at).filter(frame -> {
            long next = at + frame.length();
            return !file.has(next, HEADER_BYTES) || read(file, next).isPresent();
        });
    }

    private static long tagLength(FileView file) {
        return TAG_BYTES + (long) ((file.u8(6) << 21) | (file.u8(7) << 14) | (file.u8(8) << 7) | file.u8(9));
    }

    private static Optional<Mp3Frame> read(FileView file, long at) {
        if (!file.has(at, HEADER_BYTES)) {
            return Optional.empty();
        }
        int header = file.i32(at);
        int version = (header >>> 19) & 3;
        int kbits = (header >>> 12) & 15;
        int rate = (header >>> 10) & 3;
        if (header >>> 21 != 0x7ff || version == RESERVED_VERSION || ((header >>> 17) & 3) != LAYER_III) {
            return Optional.empty();
        }
        if (kbits == 0 || kbits == KBITS_1.length || rate == RATES.length) {
            return Optional.empty();
        }
        boolean first = version == MPEG_1;
        int samples = first ? 1152 : 576;
        int sampleRate = RATES[rate] >> (first ? 0 : version == MPEG_2 ? 1 : 2);
        int bitsPerSecond = 1000 * (first ? KBITS_1 : KBITS_2)[kbits];
        int length = samples / Byte.SIZE * bitsPerSecond / sampleRate + ((header >>> 9) & 1);
        boolean mono = ((header >>> 6) & 3) == MONO;
        int sideBytes = first ? (mono ? 17 : 32) : (mono ? 9 : 17);
        return Optional.of(new Mp3Frame(at, length, sideBytes));
    }
}
