package dev.weft.inference;

import dev.weft.core.AudioClip;
import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.inference.GoldenFile.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Compares a bundle with what an independent implementation computed with it: its {@code golden.json}, whose pictures and sounds lie in the
 * bundle's folder or beside it.
 */
public final class GoldenCheck {

    private static final double MAX_PIXEL_ERROR = 2 / 255.0;
    private static final double MEAN_PIXEL_ERROR = 0.25 / 255;
    private static final double MIN_COSINE = 0.999;
    /** Resamplers differ in their filters. */
    private static final double MIN_COSINE_RESAMPLED = 0.99;

    private final Path folder;
    private final LoadedModel model;
    private final GoldenInputs inputs;
    private final List<Case> cases = new ArrayList<>();

    private GoldenCheck(Path folder, LoadedModel model, GoldenInputs inputs) {
        this.folder = folder;
        this.model = model;
        this.inputs = inputs;
    }

    /**
     * Runs every case. A bundle without a {@link BundleLock} is checked as its files are: to know whether they are right is what it takes to pin
     * them.
     *
     * @return one or more per input; where an input can't be decoded, one that says so
     * @throws ModelBundleException if the bundle can't be loaded, or has no {@code golden.json}
     */
    public static List<Case> run(Path folder, InferenceOptions options, GoldenInputs inputs) {
        BundleSource source = new BundleSource.Folder(folder);
        byte[] json = source.find(GoldenFile.FILE)
                .orElseThrow(() -> new ModelBundleException(folder + " must have a " + GoldenFile.FILE));
        GoldenFile golden = GoldenFile.parse(json);
        try (LoadedModel model = ModelLoader.load(source, files(source, folder), options)) {
            GoldenCheck check = new GoldenCheck(folder, model, inputs);
            golden.texts().forEach(check::text);
            golden.pictures().forEach(check::picture);
            golden.sounds().forEach(check::sound);
            return List.copyOf(check.cases);
        }
    }

    private static Optional<HuggingFaceFiles> files(BundleSource source, Path folder) {
        boolean bare = source.find(ManifestReader.FILE).isEmpty()
                && source.find(BundleLock.FILE).isEmpty();
        if (!bare) {
            return HuggingFaceFiles.find(source);
        }
        try {
            return Optional.of(new HuggingFaceFiles(source, BundleLock.of(folder)));
        } catch (IOException e) {
            throw new ModelBundleException(folder + " can't be read: " + e.getMessage(), e);
        }
    }

    private void text(GoldenFile.Text text) {
        String name = "text '" + text.text() + "'";
        atMost(name + " tokens", GoldenTexts.wrongTokens(model, text), 0);
        atLeast(name + " cosine", GoldenTexts.cosine(model, text), GoldenTexts.MIN_COSINE);
    }

    private void picture(GoldenFile.Picture picture) {
        String name = "image " + picture.file();
        PixelInput input;
        try {
            input = model.imageTower().prepare(inputs.image(input(picture.file())));
        } catch (IOException | RuntimeException e) {
            undecoded(name, e, MIN_COSINE);
            return;
        }
        double[] errors = pixelErrors(input.pixels(), picture.pixels());
        atMost(name + " pixels, largest error", max(errors), MAX_PIXEL_ERROR);
        atMost(name + " pixels, mean error", mean(errors), MEAN_PIXEL_ERROR);
        atLeast(name + " cosine", cosine(Modality.IMAGE, input, picture.embedding()), MIN_COSINE);
    }

    private void sound(GoldenFile.Sound sound) {
        String name = "audio " + sound.file();
        double tolerance = sound.resampled() ? MIN_COSINE_RESAMPLED : MIN_COSINE;
        TowerInput input;
        try {
            int sampleRate = model.audioInput()
                    .orElseThrow(() -> new IllegalArgumentException("the bundle has no audio tower"))
                    .sampleRate();
            AudioClip clip = inputs.audio(input(sound.file()), sampleRate);
            input = model.prepare(clip);
        } catch (IOException | RuntimeException e) {
            undecoded(name, e, tolerance);
            return;
        }
        atLeast(name + " cosine", cosine(Modality.AUDIO, input, sound.embedding()), tolerance);
    }

    /** In parts of the range that a channel has. */
    private double[] pixelErrors(float[] pixels, Samples samples) {
        ImageProcessing processing = model.imageTower().spec().processing();
        int plane = processing.width() * processing.height();
        double[] errors = new double[samples.index().size()];
        for (int i = 0; i < errors.length; i++) {
            int index = samples.index().get(i);
            if (index < 0 || index >= pixels.length) {
                errors[i] = Double.POSITIVE_INFINITY;
                continue;
            }
            double range = 255 * processing.rescale() / processing.std().get(index / plane);
            errors[i] = Math.abs(pixels[index] - samples.value().get(i)) / range;
        }
        return errors;
    }

    private double cosine(Modality modality, TowerInput input, Embedding reference) {
        return Cosines.of(model.embed(modality, List.of(input)).getFirst(), reference);
    }

    /** Beside the golden file, or where several bundles share their inputs. */
    private Path input(String file) throws IOException {
        BundleFile.requireInside(file);
        Path own = folder.resolve(file);
        Path above = folder.toAbsolutePath().normalize().resolveSibling(file);
        if (!Files.exists(own) && !Files.exists(above)) {
            throw new IOException("must lie at " + own + " or " + above);
        }
        return Files.exists(own) ? own : above;
    }

    private void atMost(String name, double measured, double tolerance) {
        cases.add(new Case(name, measured, tolerance, measured <= tolerance));
    }

    private void atLeast(String name, double measured, double tolerance) {
        cases.add(new Case(name, measured, tolerance, measured >= tolerance));
    }

    private void undecoded(String name, Exception cause, double tolerance) {
        cases.add(new Case(name + " can't be decoded: " + cause.getMessage(), Double.NaN, tolerance, false));
    }

    private static double max(double[] errors) {
        return Arrays.stream(errors).max().orElse(0);
    }

    private static double mean(double[] errors) {
        return Arrays.stream(errors).average().orElse(0);
    }

    /**
     * One comparison.
     *
     * @param name the input and what of it was compared
     * @param measured an error, or a cosine; not a number where there was nothing to compare
     * @param tolerance the largest error, or the smallest cosine, that is right
     */
    public record Case(String name, double measured, double tolerance, boolean ok) {}
}
