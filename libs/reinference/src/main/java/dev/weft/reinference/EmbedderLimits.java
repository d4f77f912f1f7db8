package dev.weft.reinference;

import dev.weft.media.AvBudget;
import dev.weft.media.DecodeBudget;
import dev.weft.media.Ffmpeg;
import dev.weft.preparation.AvSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the embedder reads and cuts media, by its keys and defaults: what is made anew must have the same parts.
 *
 * @param shared the value of a key, if it is set
 * @param durations reads a value of such a key that is a length of time
 */
public record EmbedderLimits(Function<String, Optional<String>> shared, Function<String, Duration> durations) {

    private static final String PREFIX = "weft.embedder.";

    /** A small heap still decodes something. */
    private static final long MIN_DECODE_MEMORY_BYTES = 16L << 20;

    /** Beside what the embedder takes in the same process. */
    private static final int SHARE_OF_HEAP = 8;

    /** Of a single picture. */
    public DecodeBudget pictures() {
        return new DecodeBudget(
                number("max-media-bytes", 64L << 20),
                number("max-pixels", 50_000_000),
                Math.toIntExact(number("max-frames", 1000)));
    }

    /** Of sound and video. */
    public AvSettings av() {
        AvBudget defaults = AvBudget.defaults();
        return new AvSettings(
                new AvBudget(
                        number("max-media-bytes", 64L << 20),
                        duration("max-duration", Duration.ofMinutes(10)),
                        defaults.maxStreams(),
                        defaults.maxPixels(),
                        duration("decode-timeout", Duration.ofSeconds(60))),
                Ffmpeg.folder(shared),
                duration("frame-interval", Duration.ofSeconds(2)),
                Math.toIntExact(number("max-video-frames", 60)),
                Math.toIntExact(number("max-frame-side", 512)));
    }

    /** What pictures being decoded may take together, by the size of the heap. */
    public static long decodeMemoryBytes() {
        return Math.max(MIN_DECODE_MEMORY_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    private long number(String key, long otherwise) {
        return shared.apply(PREFIX + key).map(Long::valueOf).orElse(otherwise);
    }

    private Duration duration(String key, Duration otherwise) {
        return shared.apply(PREFIX + key).map(durations).orElse(otherwise);
    }
}
