package dev.weft.testkit;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Random;

/** Heads of releases as ONNX graphs, made on the spot. */
public final class TestHeads {

    private TestHeads() {}

    /** A random matrix and a norm: vectors of one seed have nothing to do with those of another. To be changed, or built. */
    public static ModelProto.Builder linear(int width, int dimension, long seed) {
        Random random = new Random(seed);
        TensorProto.Builder weights = TensorProto.newBuilder()
                .setName("weights")
                .setDataType(DataType.FLOAT.getNumber())
                .addDims(width)
                .addDims(dimension);
        for (int i = 0; i < width * dimension; i++) {
            weights.addFloatData((float) random.nextGaussian());
        }
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName("head")
                .addInput(rows("features", width))
                .addOutput(rows("embeddings", dimension))
                .addInitializer(weights)
                .addNode(node("MatMul", "product", "features", "weights"))
                .addNode(node("LpNormalization", "embeddings", "product")
                        .addAttribute(integer("axis", 1))
                        .addAttribute(integer("p", 2)));
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph);
    }

    /** The graph of {@link #linear}, as a file. */
    public static byte[] file(int width, int dimension, long seed) {
        return linear(width, dimension, seed).build().toByteArray();
    }

    /** An operator. */
    public static NodeProto.Builder node(String operator, String output, String... inputs) {
        NodeProto.Builder node = NodeProto.newBuilder()
                .setOpType(operator)
                .setName(operator + "-" + output)
                .addOutput(output);
        for (String input : inputs) {
            node.addInput(input);
        }
        return node;
    }

    private static AttributeProto.Builder integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value);
    }

    private static ValueInfoProto.Builder rows(String name, int width) {
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(DataType.FLOAT.getNumber())
                                .setShape(TensorShapeProto.newBuilder()
                                        .addDim(Dimension.newBuilder().setDimParam("rows"))
                                        .addDim(Dimension.newBuilder().setDimValue(width)))));
    }
}
