package dev.weft.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.weft.core.Embedding;
import dev.weft.inference.BundleManifest.HeadSpec;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A loaded head: from features to the shared space. Safe for use by several threads until it is closed. */
final class Head implements AutoCloseable {

    private final HeadSpec spec;
    private final int dimension;
    private final Graph graph;

    private Head(HeadSpec spec, int dimension, Graph graph) {
        this.spec = spec;
        this.dimension = dimension;
        this.graph = graph;
    }

    /** @throws ModelBundleException if the graph is not the one that the specification is of */
    static Head of(HeadSpec spec, Graph graph, int dimension) {
        graph.requireInputs(Set.of(spec.input()));
        graph.requireOutput(spec.output(), dimension);
        return new Head(spec, dimension, graph);
    }

    List<Embedding> project(List<Embedding> features) {
        int width = features.getFirst().dimension();
        FloatBuffer batch = FloatBuffer.allocate(features.size() * width);
        for (Embedding feature : features) {
            batch.put(feature.toArray());
        }
        long[] shape = {features.size(), width};
        try (OnnxTensor tensor = OnnxTensor.createTensor(OnnxRuntime.environment(), batch.flip(), shape)) {
            return UnitRows.of(graph.run(Map.of(spec.input(), tensor), spec.output()), features.size(), dimension);
        } catch (OrtException e) {
            throw new InferenceException("a batch of " + features.size() + " features can't be made a tensor", e);
        }
    }

    @Override
    public void close() {
        graph.close();
    }
}
