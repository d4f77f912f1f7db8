package dev.weft.media;

import java.nio.ByteOrder;
import java.util.OptionalDouble;

/** Reads a FLAC file's first block. Frames have no lengths to walk along: whether the end is missing shows in what was decoded. */
final class FlacHead {

    /** 20 bits of sample rate, 8 of channels and depth, 36 of length (RFC 9639, 8.2). */
    private static final int FIELDS_AT = 18;

    private static final int RATE_SHIFT = 44;
    private static final long LENGTH_MASK = 0xf_ffff_ffffL;

    private FlacHead() {}

    /** How long the file plays; empty if its encoder didn't know. */
    static OptionalDouble seconds(byte[] bytes) {
        long fields = new FileView(bytes, ByteOrder.BIG_ENDIAN).i64(FIELDS_AT);
        long rate = fields >>> RATE_SHIFT;
        long samples = fields & LENGTH_MASK;
        return rate == 0 || samples == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) samples / rate);
    }
}
