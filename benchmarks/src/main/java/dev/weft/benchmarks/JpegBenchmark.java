package dev.weft.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.InferenceOptions;
import dev.weft.media.DecodeBudget;
import dev.weft.media.ImageDecoder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A JPEG of 640 × 480 pixels from its bytes to the demo model's tensor, in one thread, beside Pillow: {@code ./weft bench jpeg}. Pillow opens,
 * decodes, pads to a white square and resizes (bicubic, 224 × 224); it makes no numbers of the pixels, as Weft does in its time. Time
 * is the processor's, of all threads of the process (the collector's too); rounds alternate, so that both get the same of a machine that drifts.
 */
public final class JpegBenchmark {

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final int WARM_UP = 2000;
    private static final int ROUNDS = 7;
    private static final int PICTURES_A_ROUND = 500;

    private JpegBenchmark() {}

    /** Takes the project's root folder; prints a line per figure. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Locale.setDefault(Locale.ROOT);
        Path root = Path.of(args.length > 0 ? args[0] : ".").toAbsolutePath().normalize();
        Path work = Files.createDirectories(root.resolve("benchmarks/target/jpeg"));
        byte[] jpeg = PhotoLikeJpeg.bytes();
        Path file = Files.write(work.resolve("photo.jpg"), jpeg);
        System.out.printf("picture       640 × 480, quality 85, %d bytes%n", jpeg.length);
        Optional<Pillow> pillow = Pillow.find(work);
        double[] ours = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        ImageDecoder decoder = new ImageDecoder(DecodeBudget.defaults());
        try (EmbeddingModel model = EmbeddingModels.open("classpath:weft/bundles/demo", new InferenceOptions(1))) {
            millisPerPicture(decoder, model, jpeg, WARM_UP);
            for (int i = 0; i < ROUNDS; i++) {
                ours[i] = millisPerPicture(decoder, model, jpeg, PICTURES_A_ROUND);
                if (pillow.isPresent()) {
                    theirs[i] = pillow.get().millisPerPicture(file, PICTURES_A_ROUND);
                }
            }
        }
        print("weft", ours);
        System.out.printf("weft, decode  %.2f ms%n", decodeMillis(decoder, jpeg));
        if (pillow.isPresent()) {
            print("Pillow " + pillow.get().version(), theirs);
            System.out.printf(
                    "ratio         %.2f × Pillow (medians)%n", Median.of(boxed(theirs)) / Median.of(boxed(ours)));
        } else {
            System.out.println("Pillow not available: it takes a python3 with venv and a package registry");
        }
    }

    private static double millisPerPicture(ImageDecoder decoder, EmbeddingModel model, byte[] jpeg, int pictures) {
        long start = PROCESS.getProcessCpuTime();
        for (int i = 0; i < pictures; i++) {
            model.prepare(decoder.decode(jpeg));
        }
        return (PROCESS.getProcessCpuTime() - start) / 1e6 / pictures;
    }

    private static double decodeMillis(ImageDecoder decoder, byte[] jpeg) {
        long start = PROCESS.getProcessCpuTime();
        for (int i = 0; i < PICTURES_A_ROUND; i++) {
            decoder.decode(jpeg);
        }
        return (PROCESS.getProcessCpuTime() - start) / 1e6 / PICTURES_A_ROUND;
    }

    private static void print(String what, double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        System.out.printf(
                "%-14s%.2f ms of a core a picture (median of %d rounds of %d; %.2f to %.2f)%n",
                what, Median.of(boxed(millis)), ROUNDS, PICTURES_A_ROUND, sorted[0], sorted[ROUNDS - 1]);
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
