package dev.weft.inference;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.weft.core.Shown;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a head's graph may consist of, so that one from elsewhere can be run without trust: plain arithmetic on matrices whose sizes the file bounds, and
 * weights that are inside it. The graph is read without ONNX Runtime, which would optimise it, and so run parts of it, while loading.
 */
final class HeadGraphCheck {

    /** Perceptrons, gated units, their norms, and what exporters write around them. None of them loops, or makes an axis of its own. */
    private static final Set<String> OPERATORS = Set.of(
            "Abs",
            "Add",
            "BatchNormalization",
            "Cast",
            "Clip",
            "Concat",
            "Constant",
            "Div",
            "Elu",
            "Erf",
            "Exp",
            "Expand",
            "Gelu",
            "Gemm",
            "HardSigmoid",
            "HardSwish",
            "Identity",
            "LayerNormalization",
            "LeakyRelu",
            "Log",
            "LpNormalization",
            "MatMul",
            "Max",
            "Min",
            "Mul",
            "Neg",
            "Pow",
            "ReduceL2",
            "ReduceMean",
            "ReduceSum",
            "ReduceSumSquare",
            "Reciprocal",
            "Relu",
            "Selu",
            "Shape",
            "Sigmoid",
            "Slice",
            "Softmax",
            "Softplus",
            "Split",
            "Sqrt",
            "Sub",
            "Tanh",
            "Transpose");

    private static final Set<String> DOMAINS = Set.of("", "ai.onnx");

    private static final Set<DataType> TYPES = Set.of(DataType.FLOAT, DataType.INT64, DataType.INT32);

    private static final int MAX_NODES = 512;

    /**
     * With at most two axes, what any operator makes is at most this squared: 256 MiB. Heads of known models have up to 4,096. Also for what is put
     * together of several, of which an axis is at most the sum.
     */
    private static final int MAX_WIDTH = 8_192;

    /** What is reckoned for the axis of the batch. */
    private static final int ROWS = 1_024;

    private static final int MAX_AXES = 2;

    private final String name;

    /** The most that an axis of a value can have, for the values that are known so far. */
    private final Map<String, Long> axes = new HashMap<>();

    /** The values that are known to be the shape of another. */
    private final Set<String> shapes = new HashSet<>();

    private HeadGraphCheck(String name) {
        this.name = name;
    }

    /**
     * Checks the graph.
     *
     * @param name of the head, for messages
     * @param width of its input
     * @throws ModelBundleException if it isn't such a graph
     */
    static void require(String name, byte[] bytes, int width) {
        HeadGraphCheck check = new HeadGraphCheck(name);
        check.axes.put(ReleaseHeads.INPUT, (long) Math.max(width, ROWS));
        check.model(parsed(name, bytes));
    }

    private static ModelProto parsed(String name, byte[] bytes) {
        try {
            CodedInputStream stream = CodedInputStream.newInstance(bytes);
            // No second copy of the weights.
            stream.enableAliasing(true);
            return ModelProto.parseFrom(stream);
        } catch (InvalidProtocolBufferException e) {
            throw new ModelBundleException(name + " must be an ONNX graph, got " + bytes.length + " other bytes", e);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private void model(ModelProto model) {
        for (OperatorSetIdProto set : model.getOpsetImportList()) {
            require(DOMAINS.contains(set.getDomain()), "standard operators", "those of another domain");
        }
        require(model.getFunctionsCount() == 0, "no functions of its own", model.getFunctionsCount() + " of them");
        require(model.getTrainingInfoCount() == 0, "no training", "some");
        graph(model.getGraph());
    }

    private void graph(GraphProto graph) {
        require(graph.getNodeCount() > 0, "operators", "none");
        require(graph.getNodeCount() <= MAX_NODES, "at most " + MAX_NODES + " operators", graph.getNodeCount() + "");
        require(graph.getSparseInitializerCount() == 0, "dense weights", "sparse ones");
        Set<String> weights = new HashSet<>();
        for (TensorProto weight : graph.getInitializerList()) {
            axes.put(weight.getName(), tensor(weight));
            weights.add(weight.getName());
        }
        require(!weights.contains(ReleaseHeads.INPUT), "an input that is given", "one of its own");
        require(
                names(graph.getInputList(), weights).equals(List.of(ReleaseHeads.INPUT)),
                "the one input " + ReleaseHeads.INPUT,
                graph.getInputCount() + " inputs, or another name");
        require(
                names(graph.getOutputList(), Set.of()).equals(List.of(ReleaseHeads.OUTPUT)),
                "the one output " + ReleaseHeads.OUTPUT,
                graph.getOutputCount() + " outputs, or another name");
        graph.getNodeList().forEach(this::node);
    }

    private static List<String> names(List<ValueInfoProto> values, Set<String> without) {
        return values.stream()
                .map(ValueInfoProto::getName)
                .filter(value -> !without.contains(value))
                .toList();
    }

    private void node(NodeProto node) {
        String operator = node.getOpType();
        require(
                DOMAINS.contains(node.getDomain()) && OPERATORS.contains(operator),
                "operators among " + OPERATORS.stream().sorted().toList(),
                Shown.of(node.getDomain() + " " + operator));
        long largest = node.getAttributeList().stream()
                .mapToLong(this::attribute)
                .max()
                .orElse(1);
        List<Long> inputs = node.getInputList().stream()
                // An input that is left out.
                .filter(input -> !input.isEmpty())
                .map(this::axis)
                .toList();
        long all = operator.equals("Concat")
                ? inputs.stream().mapToLong(axis -> axis).sum()
                : inputs.stream().mapToLong(axis -> axis).max().orElse(1);
        largest = Math.max(largest, all);
        require(largest <= MAX_WIDTH, "at most " + MAX_WIDTH + " per axis", "up to " + largest);
        for (String output : node.getOutputList()) {
            axes.put(output, largest);
        }
        if (operator.equals("Shape")) {
            shapes.addAll(node.getOutputList());
        }
        if (operator.equals("Expand")) {
            require(
                    node.getInputCount() == 2 && shapes.contains(node.getInput(1)),
                    "Expand to the shape of another value only",
                    "one to a shape of its own");
        }
    }

    private long axis(String value) {
        Long axis = axes.get(value);
        if (axis == null) {
            throw refused("operators in the order of their work", "one that takes what isn't made yet");
        }
        return axis;
    }

    /** @return the most that an axis of it can have */
    private long attribute(AttributeProto attribute) {
        return switch (attribute.getType()) {
            case FLOAT -> {
                require(Float.isFinite(attribute.getF()), "finite numbers", "others");
                yield 1;
            }
            case FLOATS -> {
                require(attribute.getFloatsList().stream().allMatch(Float::isFinite), "finite numbers", "others");
                yield attribute.getFloatsCount();
            }
            case INTS -> attribute.getIntsCount();
            case INT, STRING -> 1;
            case TENSOR -> tensor(attribute.getT());
            default ->
                throw refused(
                        "no graph within the graph, and plain attributes",
                        "an attribute of type " + attribute.getType());
        };
    }

    /** @return its longest axis */
    private long tensor(TensorProto tensor) {
        require(
                tensor.getDataLocation() != TensorProto.DataLocation.EXTERNAL && tensor.getExternalDataCount() == 0,
                "its weights inside",
                "some in a file beside it");
        DataType type = DataType.forNumber(tensor.getDataType());
        require(type != null && TYPES.contains(type), "weights of " + TYPES, "others");
        require(tensor.getDimsCount() <= MAX_AXES, "weights of at most " + MAX_AXES + " axes", "others");
        for (long size : tensor.getDimsList()) {
            require(size >= 0 && size <= MAX_WIDTH, "weights of at most " + MAX_WIDTH + " per axis", "others");
        }
        if (type == DataType.FLOAT) {
            require(isFinite(tensor), "finite weights", "others");
        }
        return tensor.getDimsList().stream().mapToLong(size -> size).max().orElse(1);
    }

    private static boolean isFinite(TensorProto tensor) {
        FloatBuffer raw = tensor.getRawData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        while (raw.hasRemaining()) {
            if (!Float.isFinite(raw.get())) {
                return false;
            }
        }
        for (int i = 0; i < tensor.getFloatDataCount(); i++) {
            if (!Float.isFinite(tensor.getFloatData(i))) {
                return false;
            }
        }
        return true;
    }

    private void require(boolean holds, String what, String got) {
        if (!holds) {
            throw refused(what, got);
        }
    }

    private ModelBundleException refused(String what, String got) {
        return new ModelBundleException(name + " must have " + what + ", got " + got);
    }
}
