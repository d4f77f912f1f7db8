package dev.weft.inference;

import dev.weft.core.AudioClip;
import dev.weft.core.RgbImage;
import dev.weft.media.DecodeBudget;
import dev.weft.media.ImageDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Pictures through the real decoder, and of sounds what needs none: WAV of 16 bits at the bundle's own rate. */
final class TestInputs implements GoldenInputs {

    private final ImageDecoder images = new ImageDecoder(DecodeBudget.defaults());

    @Override
    public RgbImage image(Path file) throws IOException {
        return images.decode(Files.readAllBytes(file));
    }

    @Override
    public AudioClip audio(Path file, int sampleRate) throws IOException {
        try (AudioInputStream stream = AudioSystem.getAudioInputStream(file.toFile())) {
            AudioFormat format = stream.getFormat();
            if (format.getSampleRate() != sampleRate
                    || format.getChannels() != 1
                    || format.getSampleSizeInBits() != 16
                    || format.isBigEndian()) {
                throw new IOException("needs a resampler");
            }
            ShortBuffer values = ByteBuffer.wrap(stream.readAllBytes())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer();
            float[] samples = new float[values.remaining()];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = values.get(i) / 32768f;
            }
            return new AudioClip(sampleRate, samples);
        } catch (UnsupportedAudioFileException e) {
            throw new IOException("needs a decoder", e);
        }
    }
}
