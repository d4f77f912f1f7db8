package dev.weft.media;

/** Adds up a file's frames as they are found, and stops at the budget: a hostile file is never walked to its end. */
final class BudgetMeter {

    /**
     * The longest side, in pixels: JPEG's own limit. Without it, a picture of one row and 50 million columns keeps the pixel budget and still
     * costs a resize table of 50 million columns.
     */
    static final int MAX_SIDE = 65_535;

    private final DecodeBudget budget;
    private int frames;
    private long pixels;

    BudgetMeter(DecodeBudget budget) {
        this.budget = budget;
    }

    /** Counts a frame of this size. */
    void frame(long width, long height) {
        if (width < 1 || height < 1) {
            throw malformed("a picture has at least one pixel, got " + width + "×" + height);
        }
        if (width > MAX_SIDE || height > MAX_SIDE) {
            throw new MediaRejectedException(
                    Rejection.TOO_MANY_PIXELS, "a side may have " + MAX_SIDE + " pixels, got " + width + "×" + height);
        }
        frames++;
        if (frames > budget.maxFrames()) {
            throw new MediaRejectedException(
                    Rejection.TOO_MANY_FRAMES, "a file may have " + budget.maxFrames() + " frames, got more");
        }
        pixels += width * height;
        if (pixels > budget.maxPixels()) {
            throw new MediaRejectedException(
                    Rejection.TOO_MANY_PIXELS,
                    "a file may have " + budget.maxPixels() + " pixels over all frames, got " + pixels + " or more ("
                            + width + "×" + height + ")");
        }
    }

    /**
     * A header that declares more than its data can become is a lie, and is found out before there is memory for it.
     *
     * @param pixelBytes that the decoder will want
     * @param storedBytes that it is to make them of
     * @param ratio the best that the format's compression can do
     */
    static void requirePlausible(long pixelBytes, long storedBytes, long ratio) {
        if (pixelBytes / ratio > storedBytes) {
            throw new MediaRejectedException(
                    Rejection.TRUNCATED,
                    "pixels of " + pixelBytes + " bytes take " + pixelBytes / ratio + " bytes to store at least, got "
                            + storedBytes);
        }
    }

    int frames() {
        return frames;
    }

    static MediaRejectedException malformed(String message) {
        return new MediaRejectedException(Rejection.MALFORMED, message);
    }
}
