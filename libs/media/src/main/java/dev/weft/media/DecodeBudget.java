package dev.weft.media;

/**
 * What one file may cost. Checked from its header and its blocks, before a pixel is decoded.
 *
 * @param maxBytes of the file, positive
 * @param maxPixels over all frames, positive
 * @param maxFrames frames, pages or images in the file, positive
 */
public record DecodeBudget(long maxBytes, long maxPixels, int maxFrames) {

    private static final long DEFAULT_BYTES = 64L * 1024 * 1024;
    private static final long DEFAULT_PIXELS = 50_000_000;
    private static final int DEFAULT_FRAMES = 1000;

    public DecodeBudget {
        requirePositive("maxBytes", maxBytes);
        requirePositive("maxPixels", maxPixels);
        requirePositive("maxFrames", maxFrames);
    }

    /** 64 MiB, 50 megapixels over all frames, 1000 frames. */
    public static DecodeBudget defaults() {
        return new DecodeBudget(DEFAULT_BYTES, DEFAULT_PIXELS, DEFAULT_FRAMES);
    }

    private static void requirePositive(String what, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " must be positive, got " + value);
        }
    }
}
