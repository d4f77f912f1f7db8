package dev.weft.cli.models;

import dev.weft.core.AudioClip;
import dev.weft.core.Modality;
import dev.weft.core.RgbImage;
import dev.weft.inference.AudioInput;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.TowerInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Measures a model's towers with made-up texts, pictures and sounds: speed does not depend on what is in them. */
public final class ModelBench {

    private static final List<Integer> BATCHES = List.of(1, 8, 32);

    /** A photograph of a common small size, so that preparing has something to resize. */
    private static final int WIDTH = 640;

    private static final int HEIGHT = 480;

    private static final long SEED = 7;

    private static final String TEXT = "a red bicycle leaning against the wall of an old house in the rain";

    private ModelBench() {}

    /**
     * Measures every tower at batches of 1, 8 and 32.
     *
     * @param time for each of them, after a fifth of it to warm up
     */
    public static List<BenchResult> run(EmbeddingModel model, Duration time) {
        List<BenchResult> results = new ArrayList<>();
        if (model.modalities().contains(Modality.TEXT)) {
            results.addAll(measure(model, Modality.TEXT, () -> model.prepare(TEXT), time));
        }
        if (model.modalities().contains(Modality.IMAGE)) {
            RgbImage picture = picture();
            results.addAll(measure(model, Modality.IMAGE, () -> model.prepare(picture), time));
        }
        model.audioInput().ifPresent(input -> {
            AudioClip sound = sound(input);
            results.addAll(measure(model, Modality.AUDIO, () -> model.prepare(sound), time));
        });
        return results;
    }

    private static List<BenchResult> measure(
            EmbeddingModel model, Modality modality, Supplier<TowerInput> prepare, Duration time) {
        List<TowerInput> inputs = new ArrayList<>();
        double preparePerSecond = callsPerSecond(
                () -> {
                    TowerInput input = prepare.get();
                    if (inputs.size() < BATCHES.getLast()) {
                        inputs.add(input);
                    }
                },
                time,
                BATCHES.getLast());
        List<BenchResult> results = new ArrayList<>();
        for (int batch : BATCHES) {
            List<TowerInput> rows = List.copyOf(inputs.subList(0, batch));
            double calls = callsPerSecond(() -> model.features(modality, rows), time, 1);
            results.add(new BenchResult(modality, batch, calls * batch, 1000 / preparePerSecond));
        }
        return results;
    }

    /** @param least calls that are made even if they take longer than the time given */
    private static double callsPerSecond(Runnable call, Duration time, int least) {
        repeat(call, time.dividedBy(5), least);
        long start = System.nanoTime();
        long calls = repeat(call, time, least);
        return calls * 1e9 / (System.nanoTime() - start);
    }

    private static long repeat(Runnable call, Duration time, int least) {
        long end = System.nanoTime() + time.toNanos();
        long calls = 0;
        while (calls < least || System.nanoTime() < end) {
            call.run();
            calls++;
        }
        return calls;
    }

    /** As long as the tower hears. */
    private static AudioClip sound(AudioInput input) {
        Random random = new Random(SEED);
        float[] samples = new float[Math.toIntExact(input.maxLength().toMillis() * input.sampleRate() / 1000)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = random.nextFloat() - 0.5f;
        }
        return new AudioClip(input.sampleRate(), samples);
    }

    private static RgbImage picture() {
        byte[] pixels = new byte[WIDTH * HEIGHT * 3];
        new Random(SEED).nextBytes(pixels);
        return new RgbImage(WIDTH, HEIGHT, pixels);
    }
}
