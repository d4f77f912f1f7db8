package dev.weft.media;

import dev.weft.core.RgbImage;
import java.time.Duration;

/** A picture of a video, upright. {@code start} is when it is first shown, counted from the beginning of the file. */
public record VideoFrame(Duration start, RgbImage image) {}
