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

    private final String input;
    private final String output;
    private final int dimension;
    private final Graph graph;

    private Head(String input, String output, int dimension, Graph graph) {
        this.input = input;
        this.output = output;
        this.dimension = dimension;
        this.graph = graph;
    }

    /** @throws ModelBundleException if the graph is not the one that the specification is of */
    static Head of(HeadSpec spec, Graph graph, int dimension) {
        return of(spec.input(), spec.output(), graph, dimension);
    }

    /** As the other. */
    static Head of(String input, String output, Graph graph, int dimension) {
        graph.requireInputs(Set.of(input));
        graph.requireOutput(output, dimension);
        return new Head(input, output, dimension, graph);
    }

    List<Embedding> project(List<Embedding> features) {
        return UnitRows.of(run(features), features.size(), dimension);
    }

    /** The graph's own numbers, rows first. */
    float[] run(List<Embedding> features) {
        int width = features.getFirst().dimension();
        FloatBuffer batch = FloatBuffer.allocate(features.size() * width);
        for (Embedding feature : features) {
            batch.put(feature.toArray());
        }
        long[] shape = {features.size(), width};
        try (OnnxTensor tensor = OnnxTensor.createTensor(OnnxRuntime.environment(), batch.flip(), shape)) {
            return graph.run(Map.of(input, tensor), output);
        } catch (OrtException e) {
            throw new InferenceException("a batch of " + features.size() + " features can't be made a tensor", e);
        }
    }

    @Override
    public void close() {
        graph.close();
    }
}
