package dev.weft.media;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Decodes every bomb by 16 threads at once and prints a line for each: its name, what became of it, the slowest time in milliseconds. */
final class BombRun {

    private static final int PARALLEL = 16;
    private static final int ZEROS = 48 * 1024 * 1024;
    private static final int WARM_ROUNDS = 20;

    private BombRun() {}

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        ImageDecoder decoder = new ImageDecoder(DecodeBudget.defaults());
        try (ExecutorService threads = Executors.newFixedThreadPool(PARALLEL)) {
            for (Map.Entry<String, byte[]> bomb : bombs().entrySet()) {
                for (int i = 0; i < WARM_ROUNDS; i++) {
                    outcome(decoder, bomb.getValue());
                }
                CyclicBarrier start = new CyclicBarrier(PARALLEL);
                List<Callable<Timed>> tasks = new ArrayList<>();
                for (int i = 0; i < PARALLEL; i++) {
                    tasks.add(() -> {
                        start.await();
                        long began = System.nanoTime();
                        String outcome = outcome(decoder, bomb.getValue());
                        return new Timed(outcome, (System.nanoTime() - began) / 1e6);
                    });
                }
                String outcome = "";
                double slowest = 0;
                for (Future<Timed> task : threads.invokeAll(tasks)) {
                    outcome = task.get().outcome;
                    slowest = Math.max(slowest, task.get().millis);
                }
                System.out.printf("%s;%s;%.1f%n", bomb.getKey(), outcome, slowest);
            }
        }
    }

    private static String outcome(ImageDecoder decoder, byte[] file) {
        try {
            decoder.decode(file);
            return "decoded";
        } catch (MediaRejectedException e) {
            return e.reason().word();
        }
    }

    private static Map<String, byte[]> bombs() {
        Map<String, byte[]> bombs = new LinkedHashMap<>();
        bombs.put("PNG 20000×20000", HostileFiles.png(20_000, 20_000));
        bombs.put("PNG 7000×7000 of nothing", HostileFiles.png(7000, 7000));
        bombs.put("APNG of 10000 frames", HostileFiles.apng(10_000));
        bombs.put("GIF of 10000 frames", HostileFiles.gif(1, 1, 10_000));
        bombs.put("GIF of 201 large frames", HostileFiles.gif(500, 500, 201));
        bombs.put("iCCP bomb", HostileFiles.pngWithProfileBomb(ZEROS));
        bombs.put("zTXt bomb", HostileFiles.pngWithTextBomb(ZEROS));
        bombs.put("iTXt bomb", HostileFiles.pngWithUnicodeBomb(ZEROS));
        bombs.put("IDAT bomb", HostileFiles.pngWithDataBomb(ZEROS));
        bombs.put("TIFF 20000×20000", HostileFiles.tiff(20_000, 20_000, 4));
        bombs.put("TIFF 7000×7000 of nothing", HostileFiles.tiff(7000, 7000, 4));
        bombs.put("TIFF strip of 1 GiB", HostileFiles.tiff(9, 9, 1 << 30));
        bombs.put("TIFF in a circle", HostileFiles.circularTiff());
        bombs.put("WebP 16384×16384", HostileFiles.webp(16_384, 16_384));
        bombs.put("WebP 7000×7000 of nothing", HostileFiles.webp(7000, 7000));
        bombs.put("BMP 20000×20000", HostileFiles.bmp(20_000, -20_000));
        bombs.put("BMP 1000×1000 of nothing", HostileFiles.bmp(1000, 1000));
        bombs.put("JPEG 60000×60000", HostileFiles.jpeg(60_000, 60_000, 1));
        bombs.put("JPEG 7000×7000 of nothing", HostileFiles.jpeg(7000, 7000, 1));
        bombs.put("JPEG of 5000 scans", HostileFiles.jpeg(7000, 7000, 5000));
        // These keep every budget but that of a small heap.
        bombs.put("PNG 7000×7000 of zeros", HostileFiles.zeros(7000, 7000));
        bombs.put("PNG 3000×3000 of zeros", HostileFiles.zeros(3000, 3000));
        return bombs;
    }

    private record Timed(String outcome, double millis) {}
}
