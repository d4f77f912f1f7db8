package dev.weft.learning;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A bundle's own head as a part of another graph: its names get a prefix, so that none is taken twice, but for its input.
 *
 * @param graph its nodes and constants, renamed
 * @param output the renamed output
 */
record BaseGraph(ModelProto model, GraphProto graph, String output) {

    private static final String PREFIX = "base/";
    /** The first one with LayerNormalization. */
    private static final long OLDEST_OPERATOR_SET = 17;

    /**
     * @param input what its only input becomes
     * @throws BaseHeadException if it isn't a graph of one input and one output without subgraphs, functions or files beside it
     */
    static BaseGraph read(byte[] bytes, String input) {
        ModelProto model;
        try {
            model = ModelProto.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new BaseHeadException("the base head must be an ONNX model, got " + bytes.length + " other bytes", e);
        }
        GraphProto graph = model.getGraph();
        Set<String> constants =
                graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
        List<String> inputs = graph.getInputList().stream()
                .map(ValueInfoProto::getName)
                .filter(name -> !constants.contains(name))
                .toList();
        require(inputs.size() == 1, "one input", inputs.size() + " inputs");
        require(graph.getOutputCount() == 1, "one output", graph.getOutputCount() + " outputs");
        require(model.getFunctionsCount() == 0, "no functions", model.getFunctionsCount() + " functions");
        require(
                graph.getSparseInitializerCount() == 0,
                "dense constants",
                graph.getSparseInitializerCount() + " sparse ones");
        require(operatorSet(model) >= OLDEST_OPERATOR_SET, "operator set 17 or newer", "" + operatorSet(model));
        Renaming renaming = new Renaming(inputs.getFirst(), input);
        GraphProto.Builder renamed = GraphProto.newBuilder();
        for (TensorProto constant : graph.getInitializerList()) {
            require(
                    constant.getDataLocation() != TensorProto.DataLocation.EXTERNAL,
                    "its constants inside",
                    "some in a file beside it");
            renamed.addInitializer(constant.toBuilder().setName(renaming.of(constant.getName())));
        }
        graph.getNodeList().forEach(node -> renamed.addNode(renaming.of(node)));
        return new BaseGraph(
                model, renamed.build(), renaming.of(graph.getOutput(0).getName()));
    }

    long operatorSet() {
        return operatorSet(model);
    }

    private static long operatorSet(ModelProto model) {
        return model.getOpsetImportList().stream()
                .filter(set -> set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx"))
                .mapToLong(OperatorSetIdProto::getVersion)
                .findFirst()
                .orElse(0);
    }

    private static void require(boolean holds, String what, String got) {
        if (!holds) {
            throw new BaseHeadException("the base head must have " + what + ", got " + got);
        }
    }

    private record Renaming(String input, String newInput) {

        String of(String name) {
            if (name.isEmpty()) { // an optional input that isn't given
                return name;
            }
            return name.equals(input) ? newInput : PREFIX + name;
        }

        NodeProto of(NodeProto node) {
            for (AttributeProto attribute : node.getAttributeList()) {
                require(
                        !attribute.hasG() && attribute.getGraphsCount() == 0,
                        "no subgraphs",
                        "one in " + node.getOpType());
            }
            NodeProto.Builder renamed =
                    node.toBuilder().clearInput().clearOutput().setName(PREFIX + node.getName());
            node.getInputList().forEach(name -> renamed.addInput(of(name)));
            node.getOutputList().forEach(name -> renamed.addOutput(of(name)));
            return renamed.build();
        }
    }
}
