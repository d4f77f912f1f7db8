package dev.weft.reinference;

import dev.weft.core.running.Ranges;
import dev.weft.media.DecodeBudget;
import dev.weft.preparation.AvSettings;
import java.time.Duration;

/**
 * How towers are run on stored media.
 *
 * @param keys names them in messages
 * @param limits of a single picture, as the embedder has them
 * @param av how sound and video are cut, as the embedder cuts them
 * @param decodeMemoryBytes that pictures being decoded may take together, positive
 * @param maxInferenceBatch inputs of a run, and items between two looks at what the embedder has to do
 * @param inferenceTimeout after which a run is taken for hanging
 * @param liveGroup the consumer group of the embedder
 * @param yieldAtMost how long such a batch waits for the embedder at most
 */
public record LaneSettings(
        Ranges keys,
        DecodeBudget limits,
        AvSettings av,
        long decodeMemoryBytes,
        int maxInferenceBatch,
        Duration inferenceTimeout,
        String liveGroup,
        Duration yieldAtMost) {

    public LaneSettings {
        keys.require("max-inference-batch", maxInferenceBatch, 1, 1_024);
        keys.require("inference-timeout", inferenceTimeout, Duration.ofMillis(100), Duration.ofHours(1));
        keys.require("yield-at-most", yieldAtMost, Duration.ZERO, Duration.ofHours(1));
        if (liveGroup.isBlank()) {
            throw new IllegalArgumentException(keys.prefix() + "live-group must not be blank");
        }
    }
}
