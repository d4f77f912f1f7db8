package dev.weft.inference;

import ai.onnxruntime.TensorInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The output of a graph that is the feature, and how it becomes one vector. */
record GraphOutput(String name, int dimension, Pooling pooling) {

    private static final List<String> STATES = List.of("last_hidden_state", "token_embeddings");

    /**
     * Chooses the output.
     *
     * @param pooled names of outputs that are one vector per row: the projection into the shared space first, the best of the others next
     * @param stated how states of tokens become one vector, if the bundle says so; otherwise a pooled output is needed
     * @param projection the dimension of the projection, if the configuration has it
     * @param hidden the dimension of anything else, if the configuration has it
     * @throws ModelBundleException if there is none, or its dimension is unknown or not the configuration's
     */
    static GraphOutput choose(
            Graph graph, List<String> pooled, Optional<Pooling> stated, OptionalInt projection, OptionalInt hidden) {
        Map<String, TensorInfo> outputs = graph.outputs();
        String projected = pooled.getFirst();
        TensorInfo shared = outputs.get(projected);
        if (shared != null) {
            return new Choice(graph, projected, shared, Pooling.NONE).of(projection, "projection_dim");
        }
        if (stated.isPresent()) {
            for (String name : STATES) {
                TensorInfo states = outputs.get(name);
                if (states != null) {
                    return new Choice(graph, name, states, stated.get()).of(hidden, "hidden_size");
                }
            }
        }
        for (String name : pooled) {
            TensorInfo one = outputs.get(name);
            if (one != null) {
                return new Choice(graph, name, one, Pooling.NONE).of(hidden, "hidden_size");
            }
        }
        throw new ModelBundleException(graph + " must have one of the outputs " + pooled
                + ", or states of tokens and a " + HuggingFaceReader.POOLING + " that says how they are pooled, got "
                + outputs.keySet());
    }

    private record Choice(Graph graph, String name, TensorInfo tensor, Pooling pooling) {

        GraphOutput of(OptionalInt configured, String field) {
            long[] shape = tensor.getShape();
            int rank = pooling == Pooling.NONE ? 2 : 3;
            if (shape.length != rank) {
                throw new ModelBundleException(
                        graph + "'s output " + name + " must have " + rank + " axes, got " + shape.length);
            }
            long declared = shape[rank - 1];
            if (declared == Graph.OPEN) {
                return new GraphOutput(
                        name,
                        configured.orElseThrow(() -> new ModelBundleException(HuggingFaceReader.CONFIG + "." + field
                                + " is missing, and " + graph + " leaves the dimension of " + name + " open")),
                        pooling);
            }
            if (configured.isPresent() && configured.getAsInt() != declared) {
                throw new ModelBundleException(HuggingFaceReader.CONFIG + "." + field + " must be the " + declared
                        + " dimensions of " + graph + "'s output " + name + ", got " + configured.getAsInt());
            }
            return new GraphOutput(name, Math.toIntExact(declared), pooling);
        }
    }
}
