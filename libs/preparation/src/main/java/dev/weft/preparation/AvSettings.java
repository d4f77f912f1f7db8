package dev.weft.preparation;

import dev.weft.core.running.Ranges;
import dev.weft.media.AvBudget;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How sound and video are cut. All who make vectors of one space must have the same, but for the folder.
 *
 * @param folder of the decoder's programs
 * @param frameInterval between two frames of a video, positive
 * @param maxFrames of one video, positive
 * @param maxFrameSide larger frames are scaled down to it, in pixels
 */
public record AvSettings(AvBudget budget, Path folder, Duration frameInterval, int maxFrames, int maxFrameSide) {

    private static final Ranges RANGES = new Ranges("weft.embedder.");

    public AvSettings {
        RANGES.require("max-duration", budget.maxDuration(), Duration.ofSeconds(1), Duration.ofDays(1));
        RANGES.require("decode-timeout", budget.timeout(), Duration.ofSeconds(1), Duration.ofHours(1));
        RANGES.require("frame-interval", frameInterval, Duration.ofMillis(1), Duration.ofDays(1));
        RANGES.require("max-video-frames", maxFrames, 1, 10_000);
        RANGES.require("max-frame-side", maxFrameSide, 16, 8_192);
    }
}
