package dev.weft.learning;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;

/** Base heads for tests. */
final class GraphFiles {

    private GraphFiles() {}

    /** Cuts features to the space's dimensions. */
    static byte[] identity(int input, int output) {
        float[] matrix = new float[input * output];
        for (int i = 0; i < Math.min(input, output); i++) {
            matrix[i * output + i] = 1;
        }
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName("base")
                .addInput(HeadGraph.rows("in", input))
                .addOutput(HeadGraph.rows("norm", output))
                .addNode(NodeProto.newBuilder()
                        .setOpType("MatMul")
                        .setName("product")
                        .addInput("in")
                        .addInput("dial")
                        .addOutput("norm"));
        new GraphNodes(graph, 17).constant("dial", matrix, input, output);
        return model(graph, 17).toByteArray();
    }

    static ModelProto model(GraphProto.Builder graph, long operatorSet) {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(operatorSet))
                .setGraph(graph)
                .build();
    }
}
