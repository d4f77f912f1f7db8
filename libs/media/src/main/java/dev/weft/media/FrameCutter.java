package dev.weft.media;

import dev.weft.core.RgbImage;
import java.util.ArrayList;
import java.util.List;

/** Cuts a stream of pixels into pictures of one size. Used by one thread at a time. */
final class FrameCutter implements DecoderProcess.Sink {

    private static final int CHANNELS = 3;

    private final int width;
    private final int height;
    private final List<RgbImage> frames = new ArrayList<>();
    private byte[] current;
    private int filled;

    FrameCutter(int width, int height) {
        this.width = width;
        this.height = height;
        this.current = new byte[CHANNELS * width * height];
    }

    @Override
    public void accept(byte[] bytes, int count) {
        for (int from = 0; from < count; ) {
            int taken = Math.min(count - from, current.length - filled);
            System.arraycopy(bytes, from, current, filled, taken);
            from += taken;
            filled += taken;
            if (filled == current.length) {
                frames.add(new RgbImage(width, height, current));
                current = new byte[current.length];
                filled = 0;
            }
        }
    }

    List<RgbImage> frames() {
        return frames;
    }
}
