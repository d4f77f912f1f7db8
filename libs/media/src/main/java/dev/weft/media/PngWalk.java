package dev.weft.media;

import java.util.zip.CRC32;

/** Walks the chunks of a PNG file to its end chunk and checks those that make the picture (PNG specification, third edition). */
final class PngWalk {

    private static final int SIGNATURE_BYTES = 8;
    /** Length and name before a chunk's data, checksum after. */
    private static final int CHUNK_BYTES = 12;
    /** Deflate's best, over all of 258 bytes by two bits. */
    private static final int MAX_RATIO = 1032;

    private final FileView file;
    private final BudgetMeter meter;
    private int width;
    private int height;
    private int animationFrames;
    private long dataBytes;
    private int bitsPerPixel;
    private Orientation orientation = Orientation.UPRIGHT;
    private ColourProfile profile = ColourProfile.NONE;

    private PngWalk(FileView file, BudgetMeter meter) {
        this.file = file;
        this.meter = meter;
    }

    static FileLayout walk(FileView file, BudgetMeter meter) {
        return new PngWalk(file, meter).walk();
    }

    private FileLayout walk() {
        long at = SIGNATURE_BYTES;
        if (!file.tag(at + 4).equals("IHDR") || file.u32(at) != 13) {
            throw BudgetMeter.malformed("a PNG file must begin with an IHDR chunk, got none");
        }
        String name = "";
        while (!name.equals("IEND")) {
            long length = file.u32(at);
            name = file.tag(at + 4);
            // The header's numbers count before the rest is there: a bomb is a bomb, truncated or not.
            chunk(name, file.slice(at + 8, length));
            if (Character.isUpperCase(name.charAt(0))) {
                check(name, at, length);
            }
            at += CHUNK_BYTES + length;
        }
        if (dataBytes == 0) {
            throw BudgetMeter.malformed("a PNG file must have an IDAT chunk, got none");
        }
        BudgetMeter.requirePlausible((long) width * height * bitsPerPixel / Byte.SIZE, dataBytes, MAX_RATIO);
        return FileLayout.still(width, height, meter.frames(), orientation).with(profile);
    }

    private void chunk(String name, FileView data) {
        switch (name) {
            case "IHDR" -> header(data);
            case "IDAT" -> dataBytes += data.length();
            case "iCCP" -> profile(data);
            case "eXIf" -> orientation = Exif.orientation(data);
            case "fcTL" -> {
                // The first may be the still picture itself, which is counted already.
                if (++animationFrames > 1) {
                    meter.frame(width, height);
                }
            }
            default -> {}
        }
    }

    /** A name of up to 79 bytes, a zero, the method of compression (there is one), the profile. */
    private void profile(FileView data) {
        if (profile != ColourProfile.NONE) {
            throw BudgetMeter.malformed("a PNG file may have one colour profile, got another");
        }
        long from = data.indexOf(0, 0) + 2;
        profile = ColourProfile.inflate(data.slice(from, data.length() - from));
    }

    private void header(FileView data) {
        if (width != 0) {
            throw BudgetMeter.malformed("a PNG file must have one IHDR chunk, got another");
        }
        long columns = data.u32(0);
        long rows = data.u32(4);
        meter.frame(columns, rows);
        width = (int) columns;
        height = (int) rows;
        bitsPerPixel = data.u8(8) * samples(data.u8(9));
    }

    /** By the colour type: grey, colours, palette, and the first two with alpha. */
    private static int samples(int colourType) {
        return switch (colourType) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
    }

    private void check(String name, long at, long length) {
        CRC32 crc = new CRC32();
        crc.update(file.buffer(at + 4, length + 4));
        long stored = file.u32(at + 8 + length);
        if (crc.getValue() != stored) {
            throw BudgetMeter.malformed("the checksum of chunk " + name + " at byte " + at + " must be "
                    + Long.toHexString(crc.getValue()) + ", got " + Long.toHexString(stored));
        }
    }
}
