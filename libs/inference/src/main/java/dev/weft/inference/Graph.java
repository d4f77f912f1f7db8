package dev.weft.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A loaded ONNX graph. Safe for use by several threads until it is closed. */
final class Graph implements AutoCloseable {

    /** A dimension that takes any size. */
    static final long OPEN = -1;

    private static final String EXTERNAL_WEIGHTS = "session.model_external_initializers_file_folder_path";

    private final String name;
    private final OrtSession session;

    private Graph(String name, OrtSession session) {
        this.name = name;
        this.session = session;
    }

    /** @throws ModelBundleException if the file has another hash, is no graph that can be run, or not on this device */
    static Graph load(BundleSource source, BundleFile file, Device device) {
        try (Arena arena = Arena.ofConfined()) {
            return of("the bundle's file " + file, file.toString(), VerifiedBytes.read(source, file, arena), device);
        }
    }

    /**
     * As the other.
     *
     * @param origin how the graph is spoken of when it can't be run
     * @param model in native memory, needed until this returns
     */
    static Graph of(String origin, String name, ByteBuffer model, Device device) {
        try (SessionOptions settings = new SessionOptions()) {
            settings.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
            // Batches are run in parts side by side instead: see BatchThreads.
            settings.setIntraOpNumThreads(1);
            // Weights outside the graph's file have no hash that was checked: they are looked for where nothing can be.
            settings.addConfigEntry(EXTERNAL_WEIGHTS, name + "/none");
            ExecutionProviders.add(device, settings);
            return new Graph(name, OnnxRuntime.environment().createSession(model, settings));
        } catch (OrtException e) {
            throw new ModelBundleException(origin + " is no graph that can be run: " + e.getMessage(), e);
        }
    }

    /** The inputs by name; a dimension that the graph leaves open is {@link #OPEN}. */
    Map<String, TensorInfo> inputs() {
        try {
            return tensors(session.getInputInfo());
        } catch (OrtException e) {
            throw new ModelBundleException(name + "'s inputs can't be read: " + e.getMessage(), e);
        }
    }

    /** The outputs by name. */
    Map<String, TensorInfo> outputs() {
        try {
            return tensors(session.getOutputInfo());
        } catch (OrtException e) {
            throw new ModelBundleException(name + "'s outputs can't be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, TensorInfo> tensors(Map<String, NodeInfo> nodes) {
        Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        nodes.forEach((node, info) -> {
            if (info.getInfo() instanceof TensorInfo tensor) {
                tensors.put(node, tensor);
            }
        });
        return tensors;
    }

    /** @throws ModelBundleException if the graph hasn't exactly these inputs */
    void requireInputs(Set<String> inputs) {
        if (!session.getInputNames().equals(inputs)) {
            throw new ModelBundleException(
                    name + " must have the inputs " + inputs + ", got " + session.getInputNames());
        }
    }

    /** @throws ModelBundleException if the input is of another type, or its shape can't be this; open dimensions fit any */
    void requireInput(String input, OnnxJavaType type, long... shape) {
        TensorInfo tensor = inputs().get(input);
        if (tensor == null) {
            throw new ModelBundleException(name + "'s input " + input + " must be a tensor");
        }
        if (tensor.type != type || !fits(tensor.getShape(), shape)) {
            throw new ModelBundleException(name + "'s input " + input + " must be " + type + " "
                    + Arrays.toString(shape) + " as the bundle's configuration has it, got " + tensor.type + " "
                    + Arrays.toString(tensor.getShape()));
        }
    }

    private static boolean fits(long[] got, long[] wanted) {
        boolean fits = got.length == wanted.length;
        for (int i = 0; fits && i < wanted.length; i++) {
            fits = got[i] == wanted[i] || got[i] == OPEN || wanted[i] == OPEN;
        }
        return fits;
    }

    /** @throws ModelBundleException if the graph has no output of this name and last dimension */
    void requireOutput(String output, int dimension) {
        TensorInfo tensor = outputs().get(output);
        if (tensor == null) {
            throw new ModelBundleException(
                    name + " must have the output " + output + ", got " + session.getOutputNames());
        }
        long[] shape = tensor.getShape();
        long last = shape.length == 0 ? 0 : shape[shape.length - 1];
        // A graph may leave a dimension open; then the first batch tells.
        if (last != dimension && last != OPEN) {
            throw new ModelBundleException(
                    name + "'s output " + output + " must have " + dimension + " dimensions, got " + last);
        }
    }

    /**
     * Runs the graph.
     *
     * @return the numbers of the output, rows first
     * @throws InferenceException if it fails
     */
    float[] run(Map<String, OnnxTensor> inputs, String output) {
        try (OrtSession.Result result = session.run(inputs, Set.of(output))) {
            if (!(result.get(0) instanceof OnnxTensor tensor)) {
                throw new InferenceException(name + "'s output " + output + " must be a tensor");
            }
            FloatBuffer numbers = tensor.getFloatBuffer();
            if (numbers == null) {
                throw new InferenceException(name + "'s output " + output + " must be of floats");
            }
            float[] values = new float[numbers.remaining()];
            numbers.get(values);
            return values;
        } catch (OrtException e) {
            throw new InferenceException(name + " failed: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(name + " can't be closed", e);
        }
    }
}
