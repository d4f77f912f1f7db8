package dev.weft.inference;

import dev.weft.core.AudioClip;
import dev.weft.core.RgbImage;
import java.io.IOException;
import java.nio.file.Path;

/** Decodes the files that a {@link GoldenCheck} needs. */
public interface GoldenInputs {

    /** The picture, upright and over white. */
    RgbImage image(Path file) throws IOException;

    /** The sound, mixed down to one channel. */
    AudioClip audio(Path file, int sampleRate) throws IOException;
}
