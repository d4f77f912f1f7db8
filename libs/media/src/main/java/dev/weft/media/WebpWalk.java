package dev.weft.media;

import java.nio.ByteOrder;

/** Walks the chunks of a WebP file (RFC 9649). */
final class WebpWalk {

    private static final int RIFF_BYTES = 12;
    private static final int CHUNK_BYTES = 8;
    /** Position, size, time and flags before a frame's own chunks. */
    private static final int FRAME_BYTES = 16;
    /** Of the first chunk, enough to know the canvas: it counts before the rest of the file is there. */
    private static final int HEAD_BYTES = 10;

    private static final byte PROFILE_FLAG = 0x20;
    private static final int SIDE_MASK = 0x3fff;
    private static final String EXIF_PREFIX = "Exif\0\0";

    private final FileView file;
    private final BudgetMeter meter;
    private int width;
    private int height;
    private int left;
    private int top;
    private boolean extended;
    private boolean hasPicture;
    private Orientation orientation = Orientation.UPRIGHT;
    private ColourProfile profile = ColourProfile.NONE;

    private WebpWalk(FileView file, BudgetMeter meter) {
        this.file = file;
        this.meter = meter;
    }

    static FileLayout walk(FileView file, BudgetMeter meter) {
        return new WebpWalk(file, meter).walk();
    }

    /** The file with its colour profile declared absent: the reader skips the profile's bytes then, and samples are as stored. */
    static byte[] withoutProfile(byte[] bytes) {
        FileView file = new FileView(bytes, ByteOrder.LITTLE_ENDIAN);
        if (!file.startsWith(RIFF_BYTES, "VP8X")) {
            return bytes;
        }
        byte[] plain = bytes.clone();
        plain[RIFF_BYTES + CHUNK_BYTES] &= ~PROFILE_FLAG;
        return plain;
    }

    private FileLayout walk() {
        long end = file.u32(4) + CHUNK_BYTES;
        for (long at = RIFF_BYTES; at < end; ) {
            long length = file.u32(at + 4);
            if (at == RIFF_BYTES) {
                first(file.tag(at), file.slice(at + CHUNK_BYTES, Math.min(length, HEAD_BYTES)));
            }
            chunk(file.tag(at), file.slice(at + CHUNK_BYTES, length));
            at += CHUNK_BYTES + length + (length & 1);
        }
        if (!hasPicture) {
            throw BudgetMeter.malformed("a WebP file must have a picture, got none");
        }
        return new FileLayout(width, height, left, top, meter.frames(), orientation, profile);
    }

    private void first(String name, FileView data) {
        switch (name) {
            case "VP8X" -> {
                extended = true;
                width = data.u24LittleEndian(4) + 1;
                height = data.u24LittleEndian(7) + 1;
            }
            case "VP8 ", "VP8L" -> {
                Size size = Size.of(name, data);
                width = size.width();
                height = size.height();
            }
            default -> throw BudgetMeter.malformed("a WebP file must begin with VP8, VP8L or VP8X, got another chunk");
        }
        // Of an extended file, each frame counts when it comes.
        if (!extended) {
            meter.frame(width, height);
        }
    }

    private void chunk(String name, FileView data) {
        switch (name) {
            case "VP8 ", "VP8L" -> {
                if (!extended || meter.frames() == 0) {
                    still(name, data);
                }
            }
            case "ANMF" -> frame(data);
            case "ICCP" -> profile = ColourProfile.of(data);
            case "EXIF" ->
                orientation =
                        Exif.orientation(data.startsWith(0, EXIF_PREFIX) ? data.slice(6, data.length() - 6) : data);
            default -> {}
        }
    }

    private void still(String name, FileView data) {
        if (extended) {
            meter.frame(width, height);
        }
        requireSize(name, data, width, height);
        hasPicture = true;
    }

    private void frame(FileView data) {
        meter.frame(width, height);
        int frameLeft = 2 * data.u24LittleEndian(0);
        int frameTop = 2 * data.u24LittleEndian(3);
        int frameWidth = data.u24LittleEndian(6) + 1;
        int frameHeight = data.u24LittleEndian(9) + 1;
        if (frameLeft > width - frameWidth || frameTop > height - frameHeight) {
            throw BudgetMeter.malformed("a WebP frame must lie on its canvas, got " + frameWidth + "×" + frameHeight);
        }
        if (hasPicture) {
            return;
        }
        left = frameLeft;
        top = frameTop;
        for (long at = FRAME_BYTES; at < data.length(); ) {
            long length = data.u32(at + 4);
            String name = data.tag(at);
            if (name.startsWith("VP8")) {
                requireSize(name, data.slice(at + CHUNK_BYTES, length), frameWidth, frameHeight);
                hasPicture = true;
            }
            at += CHUNK_BYTES + length + (length & 1);
        }
    }

    /** A bitstream that is larger than its container says would be decoded past every budget. */
    private static void requireSize(String name, FileView bitstream, int width, int height) {
        Size size = Size.of(name, bitstream);
        if (size.width() != width || size.height() != height) {
            throw BudgetMeter.malformed("a WebP picture of " + width + "×" + height
                    + " must hold that many pixels, got " + size.width() + "×" + size.height());
        }
    }

    /** What a VP8 or VP8L bitstream says of itself. */
    private record Size(int width, int height) {

        static Size of(String name, FileView bitstream) {
            if (name.equals("VP8 ")) {
                return new Size(bitstream.u16(6) & SIDE_MASK, bitstream.u16(8) & SIDE_MASK);
            }
            int bits = bitstream.i32(1);
            return new Size((bits & SIDE_MASK) + 1, ((bits >>> 14) & SIDE_MASK) + 1);
        }
    }
}
