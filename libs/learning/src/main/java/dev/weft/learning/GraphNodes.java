package dev.weft.learning;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Adds nodes and constants to an ONNX graph; each method returns its output's name. Used by one thread. */
final class GraphNodes {

    /** The first operator set whose reductions take their axes as an input instead of an attribute. */
    private static final long AXES_ARE_AN_INPUT = 18;

    private final GraphProto.Builder graph;
    private final long operatorSet;

    GraphNodes(GraphProto.Builder graph, long operatorSet) {
        this.graph = graph;
        this.operatorSet = operatorSet;
    }

    String constant(String name, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .setRawData(ByteString.copyFrom(bytes));
        for (long size : shape) {
            tensor.addDims(size);
        }
        graph.addInitializer(tensor);
        return name;
    }

    String scalar(String name, double value) {
        return constant(name, new float[] {(float) value});
    }

    String node(String operator, String output, String... inputs) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output)
                .addAllInput(List.of(inputs))
                .addOutput(output));
        return output;
    }

    String layerNorm(String output, float epsilon, String... inputs) {
        node("LayerNormalization", output, inputs);
        last().addAttribute(AttributeProto.newBuilder()
                        .setName("axis")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(-1))
                .addAttribute(AttributeProto.newBuilder()
                        .setName("epsilon")
                        .setType(AttributeProto.AttributeType.FLOAT)
                        .setF(epsilon));
        return output;
    }

    /** {@code 0.5 · x · (1 + erf(x / √2))} */
    String gelu(String prefix, String input) {
        String inner = node("Mul", prefix + "/scaled", input, scalar(prefix + "/root", 1 / Math.sqrt(2)));
        String erf = node("Erf", prefix + "/erf", inner);
        String shifted = node("Add", prefix + "/shifted", erf, scalar(prefix + "/one", 1));
        String product = node("Mul", prefix + "/product", input, shifted);
        return node("Mul", prefix, product, scalar(prefix + "/half", 0.5));
    }

    /** Rows divided by their lengths. */
    String unit(String output, String input, float smallest) {
        String length = "length";
        if (operatorSet >= AXES_ARE_AN_INPUT) {
            graph.addInitializer(TensorProto.newBuilder()
                    .setName("axes")
                    .setDataType(TensorProto.DataType.INT64.getNumber())
                    .addDims(1)
                    .addInt64Data(-1));
            node("ReduceL2", length, input, "axes");
        } else {
            node("ReduceL2", length, input);
            last().addAttribute(AttributeProto.newBuilder()
                    .setName("axes")
                    .setType(AttributeProto.AttributeType.INTS)
                    .addInts(-1));
        }
        last().addAttribute(AttributeProto.newBuilder()
                .setName("keepdims")
                .setType(AttributeProto.AttributeType.INT)
                .setI(1));
        String safe = node("Max", "length/safe", length, scalar("length/smallest", smallest));
        return node("Div", output, input, safe);
    }

    private NodeProto.Builder last() {
        return graph.getNodeBuilder(graph.getNodeCount() - 1);
    }
}
