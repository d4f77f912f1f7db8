package dev.weft.inference;

/**
 * A resize along one axis, and what is kept of it.
 *
 * @param in pixels that are resized
 * @param out pixels they become; never laid out in memory, as a line of one pixel's height may become billions
 * @param from the first pixel of {@code out} that is kept
 * @param kept pixels
 */
record ResizeAxis(int in, long out, long from, int kept) {

    /** All of it. */
    static ResizeAxis whole(int in, int out) {
        return new ResizeAxis(in, out, 0, out);
    }

    /** The middle of it; of an odd rest, the smaller half is cut off first. */
    static ResizeAxis middle(int in, long out, int kept) {
        return new ResizeAxis(in, out, (out - kept) / 2, kept);
    }
}
