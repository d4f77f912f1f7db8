package dev.weft.core;

/**
 * A decoded picture in sRGB, upright, without transparency.
 *
 * @param width in pixels, positive
 * @param height in pixels, positive
 * @param rgb {@code [height, width, 3]}, 8 bits a channel, rows from the top; owned by this value: it is neither copied nor to be changed
 */
@SuppressWarnings(
        "ArrayRecordComponent") // megabytes of pixels; a copy per decoded picture would double the memory budget
public record RgbImage(int width, int height, byte[] rgb) {

    public RgbImage {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture has at least one pixel, got " + width + "×" + height);
        }
        if (rgb.length != 3L * width * height) {
            throw new IllegalArgumentException("a picture of " + width + "×" + height + " has " + 3L * width * height
                    + " bytes, got " + rgb.length);
        }
    }
}
