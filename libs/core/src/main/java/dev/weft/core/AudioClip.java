package dev.weft.core;

/**
 * Decoded sound, mixed down to one channel.
 *
 * @param sampleRate samples a second, positive
 * @param samples {@code [time]}, full scale is -1 to 1; owned by this value: they are neither copied nor to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // ten seconds are two megabytes; copies would double the memory budget
public record AudioClip(int sampleRate, float[] samples) {

    public AudioClip {
        if (sampleRate < 1) {
            throw new IllegalArgumentException("a sample rate is positive, got " + sampleRate);
        }
        if (samples.length == 0) {
            throw new IllegalArgumentException("a clip has at least one sample, got none");
        }
    }
}
