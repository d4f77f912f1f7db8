package dev.weft.inference.batching;

import dev.weft.core.AudioClip;
import dev.weft.core.Modality;
import dev.weft.core.RgbImage;
import dev.weft.inference.AudioInput;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.InferenceException;
import dev.weft.inference.TowerInput;
import java.util.List;

/** Real inferences on inputs known to be good: they tell a broken model from a bad input. Safe for use by several threads. */
public final class ModelProbe {

    private static final int TONE_HERTZ = 440;
    private static final int SIDE = 32;

    private final EmbeddingModel model;

    public ModelProbe(EmbeddingModel model) {
        this.model = model;
    }

    /** Runs every tower and head. @throws InferenceException if one fails */
    public void runAll() {
        model.modalities().forEach(this::run);
    }

    /** Runs one tower and its head. @throws InferenceException if it fails */
    public void run(Modality modality) {
        int found = model.embed(modality, List.of(sample(modality))).getFirst().dimension();
        if (found != model.dimension()) {
            throw new InferenceException("the " + modality.wireName() + " tower and head must end in dimension "
                    + model.dimension() + ", got " + found);
        }
    }

    private TowerInput sample(Modality modality) {
        return switch (modality) {
            case TEXT -> model.prepare("a test");
            case IMAGE -> model.prepare(checkerboard());
            case AUDIO ->
                model.prepare(tone(model.audioInput()
                        .orElseThrow(() -> new InferenceException("an audio tower must say what sounds it takes"))));
            case VIDEO -> throw new InferenceException("a video is embedded as pictures and sound, got a tower for it");
        };
    }

    /** A second of 440 Hz: silence may be normalised to nothing. */
    private static AudioClip tone(AudioInput input) {
        float[] samples = new float[input.sampleRate()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * TONE_HERTZ * i / input.sampleRate()));
        }
        return new AudioClip(input.sampleRate(), samples);
    }

    /** Not a plain colour: some graphs answer a constant picture with zeros. */
    private static RgbImage checkerboard() {
        byte[] rgb = new byte[SIDE * SIDE * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) ((i / 3 / 4 + i / 3 / SIDE / 4) % 2 == 0 ? 40 : 200);
        }
        return new RgbImage(SIDE, SIDE, rgb);
    }
}
