package dev.weft.media;

import java.time.Duration;

/**
 * What one file of sound or video may cost.
 *
 * @param maxBytes of the file, positive
 * @param maxDuration of what it plays, positive; asked of the header first and then of what comes out of the decoder, as headers lie
 * @param maxStreams sounds, pictures, subtitles and cover art in the file, positive
 * @param maxPixels of one frame of a video, as stored, positive
 * @param timeout of one call, by the clock, positive: the decoder is killed then
 */
public record AvBudget(long maxBytes, Duration maxDuration, int maxStreams, long maxPixels, Duration timeout) {

    private static final long DEFAULT_BYTES = 64L * 1024 * 1024;
    private static final Duration DEFAULT_DURATION = Duration.ofMinutes(10);
    private static final int DEFAULT_STREAMS = 16;
    /** 4K video has 8.8 million. */
    private static final long DEFAULT_PIXELS = 10_000_000;

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    public AvBudget {
        requirePositive("maxBytes", maxBytes);
        requirePositive("maxDuration", maxDuration);
        requirePositive("maxStreams", maxStreams);
        requirePositive("maxPixels", maxPixels);
        requirePositive("timeout", timeout);
    }

    /** 64 MiB, ten minutes, 16 streams, 10 megapixels a frame, a minute. */
    public static AvBudget defaults() {
        return new AvBudget(DEFAULT_BYTES, DEFAULT_DURATION, DEFAULT_STREAMS, DEFAULT_PIXELS, DEFAULT_TIMEOUT);
    }

    private static void requirePositive(String what, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " must be positive, got " + value);
        }
    }

    private static void requirePositive(String what, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(what + " must be positive, got " + value);
        }
    }
}
