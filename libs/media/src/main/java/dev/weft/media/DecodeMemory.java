package dev.weft.media;

import dev.weft.core.RgbImage;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * The heap that decoding may take, shared by all decoders of the process as the heap is: many pictures at once wait for each other, and one
 * that could never fit is rejected instead of taking the process down. Fair, and safe for use by several threads.
 */
final class DecodeMemory {

    /** The rest is for files, tensors and all else. */
    static final DecodeMemory OF_PROCESS = new DecodeMemory(Runtime.getRuntime().maxMemory() / 4 * 3);

    /** The picture, the same in sRGB, and its transparency. */
    private static final int RESULT_BYTES_PER_PIXEL = 3 + 3 + 1;

    /** {@link Semaphore} counts in ints: in KiB they reach 2 TiB. */
    private static final int UNIT_BYTES = 1024;

    private final long totalBytes;
    private final Semaphore units;

    DecodeMemory(long totalBytes) {
        this.totalBytes = totalBytes;
        this.units = new Semaphore(units(totalBytes), true);
    }

    /**
     * Waits for the memory and decodes.
     *
     * @throws MediaRejectedException if the picture needs more than there is
     */
    RgbImage decode(FileLayout layout, int sampleBytesPerPixel, Decoding decoding) throws IOException {
        long bytes = (long) layout.width() * layout.height() * (sampleBytesPerPixel + RESULT_BYTES_PER_PIXEL);
        if (bytes > totalBytes) {
            throw new MediaRejectedException(
                    Rejection.TOO_MANY_PIXELS,
                    "decoding may take " + totalBytes + " bytes of this process' heap, got a picture of "
                            + layout.width() + "×" + layout.height() + " that needs " + bytes);
        }
        int wanted = units(bytes);
        units.acquireUninterruptibly(wanted);
        try {
            return decoding.decode();
        } finally {
            units.release(wanted);
        }
    }

    private static int units(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, bytes / UNIT_BYTES);
    }

    @FunctionalInterface
    interface Decoding {
        RgbImage decode() throws IOException;
    }
}
