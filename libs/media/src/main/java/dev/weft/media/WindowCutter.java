package dev.weft.media;

import dev.weft.core.AudioClip;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a stream of samples (32-bit floats, little-endian) into windows as it comes. Used by one thread at a time. */
final class WindowCutter implements DecoderProcess.Sink {

    /** A rest shorter than half a second says nothing of the sound. */
    private static final double LEAST_REST_SECONDS = 0.5;

    private static final double NANOS = 1e9;

    private final int sampleRate;
    private final int window;
    private final int hop;
    private final List<AudioWindow> windows = new ArrayList<>();
    private final ByteBuffer split = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private float[] current;
    private int filled;
    /** Samples until the next window begins, where windows have gaps between them. */
    private int skip;
    /** Of {@code filled}, those that an earlier window has too. */
    private int known;

    private long start;
    private long total;
    private boolean finite = true;

    /** Window and hop in samples, positive. */
    WindowCutter(int sampleRate, int window, int hop) {
        this.sampleRate = sampleRate;
        this.window = window;
        this.hop = hop;
        this.current = new float[window];
    }

    @Override
    public void accept(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            split.put(bytes[i]);
            if (!split.hasRemaining()) {
                add(split.getFloat(0));
                split.clear();
            }
        }
    }

    private void add(float sample) {
        total++;
        finite &= Float.isFinite(sample);
        if (skip > 0) {
            skip--;
            return;
        }
        current[filled++] = sample;
        if (filled == window) {
            emit(current);
            float[] next = new float[window];
            known = Math.max(0, window - hop);
            System.arraycopy(current, window - known, next, 0, known);
            filled = known;
            skip = Math.max(0, hop - window);
            start += hop;
            current = next;
        }
    }

    private void emit(float[] samples) {
        Duration at = Duration.ofNanos(Math.round(start * NANOS / sampleRate));
        windows.add(new AudioWindow(at, new AudioClip(sampleRate, samples)));
    }

    /** Adds silence until so many samples have come. */
    void padTo(long samples) {
        while (total < samples) {
            add(0);
        }
    }

    /** All that came. */
    long samples() {
        return total;
    }

    /** Seconds of all that came. */
    double seconds() {
        return (double) total / sampleRate;
    }

    /** Whether every sample was a number. */
    boolean isFinite() {
        return finite;
    }

    /** The windows, with the rest as the last if it has something new and is long enough, or is all there is. */
    List<AudioWindow> finish() {
        boolean longEnough = filled >= LEAST_REST_SECONDS * sampleRate || windows.isEmpty();
        if (filled > known && longEnough) {
            emit(Arrays.copyOf(current, filled));
        }
        return List.copyOf(windows);
    }
}
