package dev.weft.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.weft.core.Modality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a round has learnt for one modality. Immutable and safe for use by several threads.
 */
public final class TrainedHead {

    private static final int ROWS_AT_A_TIME = 1024;

    private final Modality modality;
    private final HeadShape shape;
    private final float[] mean;
    private final List<float[]> weights;
    private final double dial;

    /** Takes ownership of the arrays. */
    TrainedHead(Modality modality, HeadShape shape, float[] mean, List<float[]> weights, double dial) {
        this.modality = modality;
        this.shape = shape;
        this.mean = mean;
        this.weights = List.copyOf(weights);
        this.dial = dial;
    }

    public Modality modality() {
        return modality;
    }

    /** The tower's dimension. */
    public int input() {
        return shape.input();
    }

    /** The space's dimension. */
    public int output() {
        return shape.output();
    }

    HeadShape shape() {
        return shape;
    }

    /** Read only, as are the weights. */
    float[] mean() {
        return mean;
    }

    /** In the order of {@link HeadShape#weights()}. */
    List<float[]> weights() {
        return weights;
    }

    double dial() {
        return dial;
    }

    /**
     * The same head using another share of what was learnt.
     *
     * @param other 0 (the start) to 1 (all of it)
     * @throws IllegalArgumentException if it is out of range, or the head has no start to go back to since it is a projection between dimensions
     */
    public TrainedHead withDial(double other) {
        Check.range("dial", other, 0, 1);
        if (shape.kind() == HeadShape.Kind.PROJECTION && other != 1) {
            throw new IllegalArgumentException("dial must be 1 for a projection between dimensions, got " + other);
        }
        return new TrainedHead(modality, shape, mean, weights, other);
    }

    /**
     * The rows in the space, unit norm, {@code [rows.length, output]}.
     *
     * @param side with base rows if the round had them
     */
    public float[][] embed(Side side, int[] rows) {
        float[][] all = new float[rows.length][];
        try (NDManager manager = Torch.newManager()) {
            List<NDArray> loaded = loaded(manager);
            for (int from = 0; from < rows.length; from += ROWS_AT_A_TIME) {
                int[] some = Arrays.copyOfRange(rows, from, Math.min(from + ROWS_AT_A_TIME, rows.length));
                embed(side, some, loaded, all, from, manager);
            }
        }
        return all;
    }

    /** The weights as the network takes them. */
    List<NDArray> loaded(NDManager manager) {
        List<NDArray> loaded = new ArrayList<>();
        List<HeadShape.Weight> layers = shape.weights();
        for (int i = 0; i < layers.size(); i++) {
            loaded.add(Tensors.create(
                    manager, weights.get(i), layers.get(i).rows(), layers.get(i).columns()));
        }
        return loaded;
    }

    private void embed(Side side, int[] rows, List<NDArray> loaded, float[][] all, int from, NDManager parent) {
        try (NDManager manager = parent.newSubManager()) {
            NDArray x = features(side, rows, mean, manager);
            float[] vectors = HeadNetwork.run(shape, x, base(shape, side, rows, manager), loaded, dial)
                    .toFloatArray();
            for (int i = 0; i < rows.length; i++) {
                all[from + i] = Arrays.copyOfRange(vectors, i * output(), (i + 1) * output());
            }
        }
    }

    /** Features relative to the mean, {@code [rows.length, input]}. */
    static NDArray features(Side side, int[] rows, float[] mean, NDManager manager) {
        float[] values = side.features().gather(rows);
        centre(values, mean);
        return Tensors.create(manager, values, rows.length, mean.length);
    }

    /** Subtracts the mean from each of the rows that lie one after the other. */
    static void centre(float[] rows, float[] mean) {
        for (int from = 0; from < rows.length; from += mean.length) {
            for (int i = 0; i < mean.length; i++) {
                rows[from + i] -= mean[i];
            }
        }
    }

    /** Base rows {@code [rows.length, output]}; for a head without a base an array that is not read. */
    static NDArray base(HeadShape shape, Side side, int[] rows, NDManager manager) {
        Optional<FeatureRows> base = side.base();
        if (base.isEmpty()) {
            if (shape.kind() == HeadShape.Kind.RESIDUAL_ON_BASE) {
                throw new IllegalArgumentException("a side must have base rows for a head beside the base, got none");
            }
            return manager.zeros(new Shape(1));
        }
        return Tensors.create(manager, base.get().gather(rows), rows.length, shape.output());
    }

    /**
     * The head as an ONNX graph from {@code features} to {@code embeddings}, byte for byte the same for the same weights.
     *
     * @param baseGraph the bundle's own head, which the graph then contains; empty if the round had no base rows
     * @throws BaseHeadException if the bundle's head can't be put into a graph
     */
    public byte[] toOnnx(Optional<byte[]> baseGraph) {
        return new HeadGraph(shape, mean, weights, dial).toBytes(baseGraph);
    }
}
