package dev.weft.inference;

import java.time.Duration;

/**
 * What a decoder makes of a sound for the audio tower.
 *
 * @param sampleRate samples a second to resample to
 * @param maxLength of one clip; what is past it is not heard, so longer sounds are cut into windows of it
 */
public record AudioInput(int sampleRate, Duration maxLength) {}
