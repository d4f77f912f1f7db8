package dev.weft.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.weft.core.Embedding;
import dev.weft.core.RgbImage;
import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** An image tower: one fixed-size tensor per picture. */
final class ImageTower implements Tower {

    /** Past this, rows gain nothing from company and only take memory (docs/performance.md). */
    private static final int MAX_ROWS = 16;

    private static final int CHANNELS = ImageProcessing.CHANNELS;

    private final ImageTowerSpec spec;
    private final Graph graph;
    private final BatchThreads threads;
    private final ImagePreprocessor preprocessor;

    private ImageTower(ImageTowerSpec spec, Graph graph, BatchThreads threads) {
        this.spec = spec;
        this.graph = graph;
        this.threads = threads;
        this.preprocessor = new ImagePreprocessor(spec.processing());
    }

    static ImageTower load(BundleSource source, ImageTowerSpec spec, BatchThreads threads) {
        Graph graph = Graph.load(source, spec.model());
        graph.requireShape(Set.of(spec.input()), spec.output(), spec.dimension());
        return new ImageTower(spec, graph, threads);
    }

    @Override
    public ImageTowerSpec spec() {
        return spec;
    }

    PixelInput prepare(RgbImage image) {
        return preprocessor.prepare(image);
    }

    @Override
    public List<Embedding> features(List<TowerInput> inputs) {
        int part = threads.partSize(inputs.size(), MAX_ROWS);
        List<Callable<List<Embedding>>> parts = new ArrayList<>();
        for (int from = 0; from < inputs.size(); from += part) {
            List<TowerInput> rows = inputs.subList(from, Math.min(from + part, inputs.size()));
            parts.add(() -> batch(rows));
        }
        return threads.run(parts).stream().flatMap(List::stream).toList();
    }

    private List<Embedding> batch(List<TowerInput> inputs) {
        int size = spec.processing().size();
        int pixels = CHANNELS * size * size;
        try (Arena arena = Arena.ofShared()) {
            FloatBuffer batch = arena.allocate((long) inputs.size() * pixels * Float.BYTES, Long.BYTES)
                    .asByteBuffer()
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
            for (TowerInput input : inputs) {
                batch.put(pixels(input));
            }
            long[] shape = {inputs.size(), CHANNELS, size, size};
            try (OnnxTensor tensor = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), batch.flip(), shape)) {
                float[] out = graph.run(Map.of(spec.input(), tensor), spec.output(), inputs.size() * spec.dimension());
                return UnitRows.of(out, spec.dimension());
            }
        } catch (OrtException e) {
            throw new InferenceException("a batch of " + inputs.size() + " pictures can't be made a tensor", e);
        }
    }

    private static float[] pixels(TowerInput input) {
        if (input instanceof PixelInput picture) {
            return picture.pixels();
        }
        throw new IllegalArgumentException("an image tower takes prepared pictures, got a prepared text");
    }

    @Override
    public void close() {
        graph.close();
    }
}
