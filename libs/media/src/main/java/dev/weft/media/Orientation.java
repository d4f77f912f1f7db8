package dev.weft.media;

import dev.weft.core.RgbImage;

/** How a stored picture is turned to stand upright: the eight values of the EXIF tag, in its order. */
enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    UPSIDE_DOWN(false, true, true),
    MIRRORED_UPSIDE_DOWN(false, false, true),
    TRANSPOSED(true, false, false),
    QUARTER_RIGHT(true, true, false),
    TRANSVERSED(true, true, true),
    QUARTER_LEFT(true, false, true);

    private static final int CHANNELS = 3;

    private final boolean swapsAxes;
    private final boolean flipsColumns;
    private final boolean flipsRows;

    Orientation(boolean swapsAxes, boolean flipsColumns, boolean flipsRows) {
        this.swapsAxes = swapsAxes;
        this.flipsColumns = flipsColumns;
        this.flipsRows = flipsRows;
    }

    /** The meaning of the tag's value; one outside 1 to 8 means nothing, as every viewer has it. */
    static Orientation ofExif(int value) {
        return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
    }

    /** The picture, upright. Cost: one copy, none when it stands already. */
    RgbImage apply(RgbImage stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        int width = swapsAxes ? stored.height() : stored.width();
        int height = swapsAxes ? stored.width() : stored.height();
        byte[] from = stored.rgb();
        byte[] to = new byte[from.length];
        int at = 0;
        for (int y = 0; y < height; y++) {
            int row = flipsRows ? height - 1 - y : y;
            for (int x = 0; x < width; x++) {
                int column = flipsColumns ? width - 1 - x : x;
                int source = CHANNELS * (swapsAxes ? column * stored.width() + row : row * stored.width() + column);
                to[at++] = from[source];
                to[at++] = from[source + 1];
                to[at++] = from[source + 2];
            }
        }
        return new RgbImage(width, height, to);
    }
}
