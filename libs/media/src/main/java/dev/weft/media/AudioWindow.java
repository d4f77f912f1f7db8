package dev.weft.media;

import dev.weft.core.AudioClip;
import java.time.Duration;

/** A stretch of a longer sound. {@code start} is counted from the beginning of the file. */
public record AudioWindow(Duration start, AudioClip clip) {}
