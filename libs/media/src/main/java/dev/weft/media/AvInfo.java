package dev.weft.media;

import dev.weft.core.Modality;
import java.time.Duration;

/**
 * What a file of sound or video says of itself.
 *
 * @param kind {@link Modality#VIDEO} if it has moving pictures, otherwise {@link Modality#AUDIO}; cover art doesn't count
 * @param contentType by its first bytes and its streams, such as {@code audio/mp4}
 * @param duration as its header tells or as its bit rate lets guess; zero if neither does
 * @param streams of every kind
 * @param sampleRate of its first sound, in samples a second; 0 if it has no sound
 * @param width of its first moving picture as shown, in pixels: after rotation; 0 if it has none
 * @param height of its first moving picture as shown, in pixels; 0 if it has none
 */
public record AvInfo(
        Modality kind, String contentType, Duration duration, int streams, int sampleRate, int width, int height) {

    boolean hasSound() {
        return sampleRate > 0;
    }

    boolean hasPictures() {
        return kind == Modality.VIDEO;
    }
}
