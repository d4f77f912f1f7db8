package dev.weft.media;

/**
 * What a walk over a file's blocks found, without decoding any.
 *
 * @param width of the canvas, in pixels, as stored
 * @param height of the canvas, in pixels, as stored
 * @param left of the first frame on the canvas, in pixels
 * @param top of the first frame on the canvas, in pixels
 * @param profile of the first frame's colours
 */
record FileLayout(
        int width, int height, int left, int top, int frames, Orientation orientation, ColourProfile profile) {

    static FileLayout still(int width, int height, int frames, Orientation orientation) {
        return new FileLayout(width, height, 0, 0, frames, orientation, ColourProfile.NONE);
    }

    FileLayout with(ColourProfile colours) {
        return new FileLayout(width, height, left, top, frames, orientation, colours);
    }
}
