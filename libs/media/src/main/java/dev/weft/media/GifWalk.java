package dev.weft.media;

/** Walks the blocks of a GIF file to its trailer (GIF89a specification). */
final class GifWalk {

    private static final int SCREEN_BYTES = 13;
    private static final int IMAGE_BYTES = 10;
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2c;
    private static final int TRAILER = 0x3b;

    private GifWalk() {}

    static FileLayout walk(FileView file, BudgetMeter meter) {
        int width = file.u16(6);
        int height = file.u16(8);
        FileLayout layout = FileLayout.still(width, height, 0, Orientation.UPRIGHT);
        long at = (long) SCREEN_BYTES + tableBytes(file.u8(10));
        while (file.u8(at) != TRAILER) {
            switch (file.u8(at)) {
                case EXTENSION -> at = skipBlocks(file, at + 2);
                case IMAGE -> {
                    if (meter.frames() == 0) {
                        layout = firstFrame(file, at, width, height);
                    }
                    meter.frame(layout.width(), layout.height());
                    // One byte of code size stands between the colours and the data.
                    at = skipBlocks(file, at + IMAGE_BYTES + tableBytes(file.u8(at + 9)) + 1);
                }
                default ->
                    throw BudgetMeter.malformed("a GIF block must be an image, an extension or the trailer, got "
                            + file.u8(at) + " at byte " + at);
            }
        }
        if (meter.frames() == 0) {
            throw BudgetMeter.malformed("a GIF file must have an image, got none");
        }
        return new FileLayout(
                layout.width(),
                layout.height(),
                layout.left(),
                layout.top(),
                meter.frames(),
                Orientation.UPRIGHT,
                ColourProfile.NONE);
    }

    /** A first frame that sticks out of the declared screen enlarges it, as browsers do. */
    private static FileLayout firstFrame(FileView file, long at, int width, int height) {
        int left = file.u16(at + 1);
        int top = file.u16(at + 3);
        int frameWidth = file.u16(at + 5);
        int frameHeight = file.u16(at + 7);
        if (frameWidth == 0 || frameHeight == 0) {
            throw BudgetMeter.malformed("a GIF image has at least one pixel, got " + frameWidth + "×" + frameHeight);
        }
        return new FileLayout(
                Math.max(width, left + frameWidth),
                Math.max(height, top + frameHeight),
                left,
                top,
                1,
                Orientation.UPRIGHT,
                ColourProfile.NONE);
    }

    /** The bytes of a colour table, by the flags before it. */
    private static int tableBytes(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 0x07) + 1);
    }

    private static long skipBlocks(FileView file, long from) {
        long at = from;
        while (file.u8(at) != 0) {
            at += 1 + file.u8(at);
        }
        return at + 1;
    }
}
