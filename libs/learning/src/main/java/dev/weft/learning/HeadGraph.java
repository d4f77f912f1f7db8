package dev.weft.learning;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Optional;

/**
 * A head as an ONNX graph: {@code features [batch, input]} to {@code embeddings [batch, output]}, unit norm. The layers are {@link HeadNetwork}'s.
 */
final class HeadGraph {

    private static final String INPUT = "features";
    private static final String OUTPUT = "embeddings";
    /** What ONNX Runtime has run since 2022, and the first with LayerNormalization. */
    private static final long OPERATOR_SET = 17;

    private static final long IR_VERSION = 8;

    private final HeadShape shape;
    private final float[] mean;
    private final List<float[]> weights;
    private final double dial;

    HeadGraph(HeadShape shape, float[] mean, List<float[]> weights, double dial) {
        this.shape = shape;
        this.mean = mean;
        this.weights = weights;
        this.dial = dial;
    }

    byte[] toBytes(Optional<byte[]> baseBytes) {
        boolean wanted = shape.kind() == HeadShape.Kind.RESIDUAL_ON_BASE;
        if (wanted != baseBytes.isPresent()) {
            throw new BaseHeadException("a head that was learnt " + (wanted ? "beside a base head" : "alone")
                    + " must be written " + (wanted ? "with it" : "without one"));
        }
        Optional<BaseGraph> base = baseBytes.map(bytes -> BaseGraph.read(bytes, INPUT));
        long operatorSet = base.map(BaseGraph::operatorSet).orElse(OPERATOR_SET);
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(base.map(b -> b.model().getIrVersion()).orElse(IR_VERSION))
                .setProducerName("weft");
        base.ifPresentOrElse(
                b -> model.addAllOpsetImport(b.model().getOpsetImportList()),
                () -> model.addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET)));
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName("head")
                .addInput(rows(INPUT, shape.input()))
                .addOutput(rows(OUTPUT, shape.output()));
        base.ifPresent(b -> graph.mergeFrom(b.graph()));
        addLayers(new GraphNodes(graph, operatorSet), base.map(BaseGraph::output));
        return model.setGraph(graph).build().toByteArray();
    }

    private void addLayers(GraphNodes nodes, Optional<String> base) {
        List<HeadShape.Weight> layers = shape.weights();
        for (int i = 0; i < layers.size(); i++) {
            HeadShape.Weight weight = layers.get(i);
            long[] dims =
                    weight.isMatrix() ? new long[] {weight.rows(), weight.columns()} : new long[] {weight.columns()};
            nodes.constant(weight.name(), weights.get(i), dims);
        }
        String x = centred(nodes);
        String normed = nodes.layerNorm("norm", HeadNetwork.NORM_EPSILON, x, "norm.weight", "norm.bias");
        String first = linear(nodes, "a", normed);
        String hidden = shape.kind() == HeadShape.Kind.PROJECTION
                ? nodes.node("Sigmoid", "gate", first)
                : nodes.gelu("a/gelu", first);
        if (shape.kind().gated()) {
            hidden = nodes.node("Mul", "gated", hidden, linear(nodes, "b", normed));
        }
        String all = linear(nodes, "c", hidden);
        if (shape.kind().linear()) {
            all = nodes.node("Add", "all", all, nodes.node("MatMul", "d", normed, "d.weight"));
        }
        String learnt = nodes.node("Mul", "learnt", all, nodes.scalar("dial", dial));
        String skip = switch (shape.kind()) {
            case RESIDUAL_ON_BASE -> base.orElseThrow();
            case RESIDUAL_PERCEPTRON -> x;
            case PROJECTION -> nodes.node("MatMul", "w", x, "w.weight");
        };
        nodes.unit(OUTPUT, nodes.node("Add", "sum", skip, learnt), HeadNetwork.SMALLEST_LENGTH);
    }

    private String centred(GraphNodes nodes) {
        for (float value : mean) {
            if (value != 0) {
                return nodes.node("Sub", "centred", INPUT, nodes.constant("mean", mean, mean.length));
            }
        }
        return INPUT;
    }

    private static String linear(GraphNodes nodes, String name, String input) {
        String product = nodes.node("MatMul", name + "/product", input, name + ".weight");
        return nodes.node("Add", name + "/sum", product, name + ".bias");
    }

    /** A named {@code [batch, dimension]} of floats. */
    static ValueInfoProto rows(String name, int dimension) {
        TensorShapeProto shape = TensorShapeProto.newBuilder()
                .addDim(Dimension.newBuilder().setDimParam("batch"))
                .addDim(Dimension.newBuilder().setDimValue(dimension))
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                .setShape(shape)))
                .build();
    }
}
