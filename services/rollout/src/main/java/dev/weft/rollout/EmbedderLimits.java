package dev.weft.rollout;

import dev.weft.media.AvBudget;
import dev.weft.media.DecodeBudget;
import dev.weft.media.Ffmpeg;
import dev.weft.preparation.AvSettings;
import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** How the embedder reads and cuts media, by its keys and defaults: what is made anew must have the same parts. */
final class EmbedderLimits {

    private static final String PREFIX = "weft.embedder.";

    /** A small heap still decodes something. */
    private static final long MIN_DECODE_MEMORY_BYTES = 16L << 20;

    /** Beside what the embedder takes in the same process. */
    private static final int SHARE_OF_HEAP = 8;

    private EmbedderLimits() {}

    static DecodeBudget pictures(Function<String, Optional<String>> shared) {
        return new DecodeBudget(
                number(shared, "max-media-bytes", 64L << 20),
                number(shared, "max-pixels", 50_000_000),
                Math.toIntExact(number(shared, "max-frames", 1000)));
    }

    static AvSettings av(Function<String, Optional<String>> shared) {
        AvBudget defaults = AvBudget.defaults();
        return new AvSettings(
                new AvBudget(
                        number(shared, "max-media-bytes", 64L << 20),
                        duration(shared, "max-duration", Duration.ofMinutes(10)),
                        defaults.maxStreams(),
                        defaults.maxPixels(),
                        duration(shared, "decode-timeout", Duration.ofSeconds(60))),
                Ffmpeg.folder(shared),
                duration(shared, "frame-interval", Duration.ofSeconds(2)),
                Math.toIntExact(number(shared, "max-video-frames", 60)),
                Math.toIntExact(number(shared, "max-frame-side", 512)));
    }

    static long decodeMemoryBytes() {
        return Math.max(MIN_DECODE_MEMORY_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    private static long number(Function<String, Optional<String>> shared, String key, long otherwise) {
        return shared.apply(PREFIX + key).map(Long::valueOf).orElse(otherwise);
    }

    private static Duration duration(Function<String, Optional<String>> shared, String key, Duration otherwise) {
        return shared.apply(PREFIX + key).map(DurationConverter::parseDuration).orElse(otherwise);
    }
}
