package dev.weft.cli.models;

import dev.weft.core.AudioClip;
import dev.weft.core.RgbImage;
import dev.weft.inference.GoldenInputs;
import dev.weft.media.AvBudget;
import dev.weft.media.AvDecoder;
import dev.weft.media.DecodeBudget;
import dev.weft.media.Ffmpeg;
import dev.weft.media.ImageDecoder;
import dev.weft.media.MediaRejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Decodes the inputs of a golden file as the platform decodes uploads. */
public final class GoldenFiles implements GoldenInputs {

    private static final String DECODER_FOLDER = "WEFT_DECODER_FOLDER";
    private static final Duration WHOLE = AvBudget.defaults().maxDuration();

    private final ImageDecoder images = new ImageDecoder(DecodeBudget.defaults());

    @Override
    public RgbImage image(Path file) throws IOException {
        return images.decode(Files.readAllBytes(file));
    }

    @Override
    public AudioClip audio(Path file, int sampleRate) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            return new AvDecoder(
                            AvBudget.defaults(),
                            Ffmpeg.bundled(Ffmpeg.folder(key -> Optional.ofNullable(System.getenv(DECODER_FOLDER)))))
                    .audio(bytes, sampleRate, WHOLE, WHOLE)
                    .getFirst()
                    .clip();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("decoding was interrupted", e);
        } catch (MediaRejectedException e) {
            throw new IOException(file + " can't be decoded: " + e.getMessage(), e);
        }
    }
}
