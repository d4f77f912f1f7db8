package dev.weft.cli.models;

import dev.weft.core.AudioClip;
import dev.weft.core.RgbImage;
import dev.weft.inference.GoldenInputs;
import dev.weft.media.DecodeBudget;
import dev.weft.media.ImageDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Decodes the inputs of a golden file as the platform decodes uploads. */
public final class GoldenFiles implements GoldenInputs {

    private final ImageDecoder images = new ImageDecoder(DecodeBudget.defaults());

    @Override
    public RgbImage image(Path file) throws IOException {
        return images.decode(Files.readAllBytes(file));
    }

    @Override
    public AudioClip audio(Path file, int sampleRate) throws IOException {
        throw new IOException("sounds are not decoded here");
    }
}
