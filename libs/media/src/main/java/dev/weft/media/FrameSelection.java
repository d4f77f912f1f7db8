package dev.weft.media;

import java.time.Duration;

/** Which frames of a video are taken. The first frame always is. */
public sealed interface FrameSelection {

    /** The first frame of every interval, a millisecond to a day. */
    record Every(Duration interval) implements FrameSelection {

        public Every {
            requireUsable("interval", interval);
        }
    }

    /**
     * Frames that differ from the frame before.
     *
     * @param threshold how much, 0 to 1, both excluded; a cut between scenes scores above 0.3 as a rule
     * @param minGap between two taken frames, a millisecond to a day
     */
    record Scenes(double threshold, Duration minGap) implements FrameSelection {

        public Scenes {
            if (!(threshold > 0 && threshold < 1)) {
                throw new IllegalArgumentException("threshold must be between 0 and 1, got " + threshold);
            }
            requireUsable("minGap", minGap);
        }
    }

    private static void requireUsable(String what, Duration value) {
        if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(what + " must be a millisecond to a day, got " + value);
        }
    }
}
