package dev.weft.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;

/** A loaded ONNX graph. Safe for use by several threads until it is closed. */
final class Graph implements AutoCloseable {

    private final String name;
    private final OrtSession session;

    private Graph(String name, OrtSession session) {
        this.name = name;
        this.session = session;
    }

    /** @throws ModelBundleException if the file has another hash, or is no graph that can be run */
    static Graph load(BundleSource source, BundleFile file) {
        try (Arena arena = Arena.ofConfined();
                SessionOptions settings = new SessionOptions()) {
            ByteBuffer model = VerifiedBytes.read(source, file, arena);
            settings.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
            // Batches are run in parts side by side instead: see BatchThreads.
            settings.setIntraOpNumThreads(1);
            return new Graph(file.toString(), OrtEnvironment.getEnvironment().createSession(model, settings));
        } catch (OrtException e) {
            throw new ModelBundleException(
                    "the bundle's file " + file + " is no graph that can be run: " + e.getMessage(), e);
        }
    }

    /** @throws ModelBundleException if the graph hasn't exactly these inputs, or has no output of this name and last dimension */
    void requireShape(Set<String> inputs, String output, int dimension) {
        if (!session.getInputNames().equals(inputs)) {
            throw new ModelBundleException(
                    name + " must have the inputs " + inputs + ", got " + session.getInputNames());
        }
        try {
            NodeInfo info = session.getOutputInfo().get(output);
            if (info == null || !(info.getInfo() instanceof TensorInfo tensor)) {
                throw new ModelBundleException(
                        name + " must have the output " + output + ", got " + session.getOutputNames());
            }
            long[] shape = tensor.getShape();
            long last = shape.length == 0 ? 0 : shape[shape.length - 1];
            // A graph may leave a dimension open (-1); then the first batch tells.
            if (last != dimension && last != -1) {
                throw new ModelBundleException(
                        name + "'s output " + output + " must have " + dimension + " dimensions, got " + last);
            }
        } catch (OrtException e) {
            throw new ModelBundleException(name + "'s outputs can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * Runs the graph.
     *
     * @return the numbers of the output, rows first
     * @throws InferenceException if it fails, or there are not {@code count} numbers
     */
    float[] run(Map<String, OnnxTensor> inputs, String output, int count) {
        try (OrtSession.Result result = session.run(inputs, Set.of(output))) {
            if (!(result.get(0) instanceof OnnxTensor tensor)) {
                throw new InferenceException(name + "'s output " + output + " must be a tensor");
            }
            FloatBuffer numbers = tensor.getFloatBuffer();
            if (numbers.remaining() != count) {
                throw new InferenceException(
                        name + "'s output " + output + " must have " + count + " numbers, got " + numbers.remaining());
            }
            float[] values = new float[count];
            numbers.get(values);
            return values;
        } catch (OrtException e) {
            throw new InferenceException(name + " failed: " + e.getMessage(), e);
        }
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
