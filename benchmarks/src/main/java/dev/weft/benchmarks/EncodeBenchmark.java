package dev.weft.benchmarks;

import ai.onnxruntime.OrtException;
import dev.weft.core.Modality;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.InferenceOptions;
import dev.weft.inference.TowerInput;
import dev.weft.media.DecodeBudget;
import dev.weft.media.ImageDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What the inference library costs beyond the encoder: pictures from their bytes to vectors, and from ready inputs to features, against a bare ONNX
 * Runtime loop on ready tensors with the same threads; then the process's memory over 50,000 inferences of mixed shapes. Rounds alternate, and
 * the medians are compared.
 */
public final class EncodeBenchmark {

    private static final int PICTURES = 768;
    private static final int CHUNK = 64;
    private static final int ROUNDS = 5;
    private static final int INFERENCES = 50_000;
    private static final int WARM_UP = 10_000;
    private static final int MAX_WORDS = 24;

    private EncodeBenchmark() {}

    /** Takes the project's root folder; prints a line per figure. */
    public static void main(String[] args) throws IOException, OrtException {
        Locale.setDefault(Locale.ROOT);
        Path root = Path.of(args.length > 0 ? args[0] : ".").toAbsolutePath().normalize();
        List<CatalogPicture> pictures =
                DemoCatalog.read(root.resolve("infra/samples/emoji.zip")).subList(0, PICTURES);
        int threads = Runtime.getRuntime().availableProcessors();
        System.out.printf("machine        %s%n", Machine.description());
        ImageDecoder decoder = new ImageDecoder(DecodeBudget.defaults());
        try (EmbeddingModel model = EmbeddingModels.open("classpath:weft/bundles/demo", new InferenceOptions(threads));
                BareEncoder bare = new BareEncoder(threads)) {
            List<TowerInput> ready = prepare(model, decoder, pictures);
            double[] loop = new double[ROUNDS];
            double[] features = new double[ROUNDS];
            double[] whole = new double[ROUNDS];
            for (int round = -1; round < ROUNDS; round++) {
                double bareRate = bare.picturesPerSecond(pictures, 16);
                double featuresRate = featuresPerSecond(model, ready);
                double wholeRate = vectorsPerSecond(model, decoder, pictures);
                if (round >= 0) { // the first is for warming up
                    loop[round] = bareRate;
                    features[round] = featuresRate;
                    whole[round] = wholeRate;
                }
            }
            double baseline = Percentiles.of(loop).p50();
            print("bare loop", baseline, baseline);
            print("ready inputs", Percentiles.of(features).p50(), baseline);
            print("from bytes", Percentiles.of(whole).p50(), baseline);
            memory(model);
        }
    }

    private static List<TowerInput> prepare(EmbeddingModel model, ImageDecoder decoder, List<CatalogPicture> pictures) {
        return pictures.parallelStream()
                .map(picture -> model.prepare(decoder.decode(picture.bytes())))
                .toList();
    }

    private static double featuresPerSecond(EmbeddingModel model, List<TowerInput> inputs) {
        long before = System.nanoTime();
        for (int from = 0; from < inputs.size(); from += CHUNK) {
            model.features(Modality.IMAGE, inputs.subList(from, Math.min(from + CHUNK, inputs.size())));
        }
        return inputs.size() / ((System.nanoTime() - before) / 1e9);
    }

    private static double vectorsPerSecond(EmbeddingModel model, ImageDecoder decoder, List<CatalogPicture> pictures) {
        long before = System.nanoTime();
        for (int from = 0; from < pictures.size(); from += CHUNK) {
            List<CatalogPicture> chunk = pictures.subList(from, Math.min(from + CHUNK, pictures.size()));
            model.embed(Modality.IMAGE, prepare(model, decoder, chunk));
        }
        return pictures.size() / ((System.nanoTime() - before) / 1e9);
    }

    /** Resident memory after the warm-up and at the end, while texts of mixed lengths run in batches of mixed sizes. */
    private static void memory(EmbeddingModel model) throws IOException {
        Random random = new Random(1);
        long warm = 0;
        int done = 0;
        while (done < INFERENCES) {
            List<TowerInput> batch = new ArrayList<>();
            for (int i = 1 + random.nextInt(32); i > 0; i--) {
                batch.add(model.prepare("word ".repeat(1 + random.nextInt(MAX_WORDS))));
            }
            model.embed(Modality.TEXT, batch);
            done += batch.size();
            if (warm == 0 && done >= WARM_UP) {
                warm = residentKib();
            }
        }
        long end = residentKib();
        System.out.printf(
                "memory         %d MiB resident after %,d inferences of mixed shapes, %d MiB after %,d (%+.1f %%)%n",
                warm / 1024, WARM_UP, end / 1024, done, 100.0 * (end - warm) / warm);
    }

    private static long residentKib() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void print(String what, double rate, double baseline) {
        System.out.printf("%-14s %.1f pictures/s, %.2f of the bare loop%n", what, rate, rate / baseline);
    }
}
