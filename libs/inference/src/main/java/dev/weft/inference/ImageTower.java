package dev.weft.inference;

import ai.onnxruntime.OnnxJavaType;
import dev.weft.core.Embedding;
import dev.weft.core.RgbImage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An image tower: one fixed-size tensor per picture. */
final class ImageTower implements Tower {

    private final ImageTowerSpec spec;
    private final FixedBatches batches;
    private final ImagePreprocessor preprocessor;

    private ImageTower(ImageTowerSpec spec, FixedBatches batches) {
        this.spec = spec;
        this.batches = batches;
        this.preprocessor = new ImagePreprocessor(spec.processing());
    }

    /** @throws ModelBundleException if the graph is not the one that the specification is of */
    static ImageTower of(ImageTowerSpec spec, Graph graph, BatchThreads threads) {
        ImageProcessing processing = spec.processing();
        List<Integer> shape = List.of(ImageProcessing.CHANNELS, processing.height(), processing.width());
        graph.requireInputs(Set.of(spec.input()));
        graph.requireInput(
                spec.input(),
                OnnxJavaType.FLOAT,
                Graph.OPEN,
                ImageProcessing.CHANNELS,
                processing.height(),
                processing.width());
        graph.requireOutput(spec.output(), spec.dimension());
        return new ImageTower(
                spec,
                new FixedBatches(
                        graph,
                        threads,
                        spec.input(),
                        shape,
                        Optional.empty(),
                        spec.output(),
                        spec.dimension(),
                        spec.pooling()));
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
        return batches.run(inputs.stream().map(ImageTower::pixels).toList());
    }

    private static float[] pixels(TowerInput input) {
        if (input instanceof PixelInput picture) {
            return picture.pixels();
        }
        throw new IllegalArgumentException("an image tower takes prepared pictures, got " + input.kind());
    }

    @Override
    public void close() {
        batches.graph().close();
    }
}
