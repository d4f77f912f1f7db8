package dev.weft.inference;

import ai.onnxruntime.OnnxJavaType;
import dev.weft.core.Embedding;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Loads a head's graph and runs it on some features before anybody relies on it, within a time. */
final class HeadTrial {

    /** A head of 256 MiB is loaded within a second or two. */
    private static final Duration TIME = Duration.ofSeconds(30);

    private static final int ROWS = 3;
    private static final double NORM_TOLERANCE = 1e-3;

    /** Runs of other batch sizes may add in another order. */
    private static final double COSINE_TOLERANCE = 1e-4;

    private final String name;
    private final int width;
    private final int dimension;

    private HeadTrial(String name, int width, int dimension) {
        this.name = name;
        this.width = width;
        this.dimension = dimension;
    }

    /**
     * Loads a checked graph.
     *
     * @param width of the features
     * @throws ModelBundleException if it can't be run, or makes other than unit-norm rows that depend on their own features alone, or takes too long
     */
    static Head load(String name, byte[] graph, int width, int dimension, Device device) {
        return load(name, graph, width, dimension, device, TIME);
    }

    static Head load(String name, byte[] graph, int width, int dimension, Device device, Duration time) {
        CompletableFuture<Head> loaded = new CompletableFuture<>();
        // Nothing can end a run from outside but its own end, and without loops that comes.
        Thread.ofPlatform().daemon().name("weft-head-trial").start(() -> {
            try {
                Head head = new HeadTrial(name, width, dimension).run(graph, device);
                if (!loaded.complete(head)) {
                    head.close();
                }
            } catch (RuntimeException | Error e) {
                loaded.completeExceptionally(e);
            }
        });
        try {
            return loaded.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw given(loaded, new ModelBundleException(name + " must be loaded and run within " + time, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw given(loaded, new ModelBundleException(name + " was being loaded when that was broken off", e));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ModelBundleException refusal
                    ? refusal
                    : new ModelBundleException(name + " can't be run: " + e.getCause(), e);
        }
    }

    /** What comes later is closed; what came at the last moment is closed here. */
    private static ModelBundleException given(CompletableFuture<Head> loaded, ModelBundleException refusal) {
        if (!loaded.completeExceptionally(refusal) && !loaded.isCompletedExceptionally()) {
            loaded.join().close();
        }
        return refusal;
    }

    private Head run(byte[] bytes, Device device) {
        Graph graph;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment model = arena.allocate(bytes.length);
            MemorySegment.copy(bytes, 0, model, ValueLayout.JAVA_BYTE, 0, bytes.length);
            graph = Graph.of(name, name, model.asByteBuffer(), device);
        }
        try {
            graph.requireInput(ReleaseHeads.INPUT, OnnxJavaType.FLOAT, Graph.OPEN, width);
            Head head = Head.of(ReleaseHeads.INPUT, ReleaseHeads.OUTPUT, graph, dimension);
            requireSound(head);
            return head;
        } catch (RuntimeException e) {
            graph.close();
            throw e;
        }
    }

    private void requireSound(Head head) {
        List<Embedding> features = features();
        List<float[]> together = rows(head.run(features), ROWS);
        for (int i = 0; i < ROWS; i++) {
            float[] alone = rows(head.run(features.subList(i, i + 1)), 1).getFirst();
            double cosine = Embedding.normalized(alone).cosine(Embedding.normalized(together.get(i)));
            if (Math.abs(1 - cosine) > COSINE_TOLERANCE) {
                throw new ModelBundleException(name
                        + " must make the same vector of a feature whatever is beside it in a batch, got a cosine of "
                        + cosine);
            }
        }
    }

    private List<float[]> rows(float[] values, int rows) {
        if (values.length != rows * dimension) {
            throw new ModelBundleException(
                    name + " must make " + dimension + " numbers of a feature, got " + values.length + " of " + rows);
        }
        List<float[]> cut = Stream.iterate(0, from -> from + dimension)
                .limit(rows)
                .map(from -> Arrays.copyOfRange(values, from, from + dimension))
                .toList();
        cut.forEach(this::requireUnit);
        return cut;
    }

    private void requireUnit(float[] row) {
        double squares = 0;
        for (float value : row) {
            squares += (double) value * value;
        }
        // Also false for what is not a number.
        if (!(Math.abs(Math.sqrt(squares) - 1) <= NORM_TOLERANCE)) {
            throw new ModelBundleException(
                    name + " must make vectors of length 1, got one of length " + Math.sqrt(squares));
        }
    }

    /** Always the same ones, so that a head is refused everywhere or nowhere. */
    private List<Embedding> features() {
        Random random = new Random(1);
        return Stream.generate(() -> {
                    float[] values = new float[width];
                    for (int i = 0; i < width; i++) {
                        values[i] = (float) random.nextGaussian();
                    }
                    return Embedding.normalized(values);
                })
                .limit(ROWS)
                .toList();
    }
}
