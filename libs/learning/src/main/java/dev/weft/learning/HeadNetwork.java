package dev.weft.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.norm.LayerNorm;
import java.util.List;

/** Runs a head's layers. {@link HeadGraph} writes the same ones down as ONNX. */
final class HeadNetwork {

    static final float NORM_EPSILON = 1e-5f;
    static final float SMALLEST_LENGTH = 1e-12f;

    private HeadNetwork() {}

    /**
     * Unit rows {@code [B, output]}; they belong to the manager of {@code x}.
     *
     * @param x features, centred if the head centres them, {@code [B, input]}
     * @param base {@code [B, output]}; read only by heads that have one
     * @param weights in the order of {@link HeadShape#weights()}
     */
    static NDArray run(HeadShape shape, NDArray x, NDArray base, List<NDArray> weights, double dial) {
        NDArray skip = switch (shape.kind()) {
            case RESIDUAL_ON_BASE -> base;
            case RESIDUAL_PERCEPTRON -> x;
            case PROJECTION -> x.matMul(weights.get(8));
        };
        return unit(skip.add(learnt(shape, x, weights).mul(constant(x, dial))));
    }

    /** What is added to the skipped rows, {@code [B, output]}. */
    static NDArray learnt(HeadShape shape, NDArray x, List<NDArray> weights) {
        NDArray normed = LayerNorm.layerNorm(
                        x,
                        new Shape(shape.input()),
                        weights.get(0).reshape(shape.input()),
                        weights.get(1).reshape(shape.input()),
                        NORM_EPSILON)
                .singletonOrThrow();
        NDArray first = normed.matMul(weights.get(2)).add(weights.get(3));
        NDArray hidden = shape.kind() == HeadShape.Kind.PROJECTION ? Activation.sigmoid(first) : Activation.gelu(first);
        if (shape.kind().gated()) {
            hidden = hidden.mul(normed.matMul(weights.get(6)).add(weights.get(7)));
        }
        NDArray learnt = hidden.matMul(weights.get(4)).add(weights.get(5));
        return shape.kind().linear() ? learnt.add(normed.matMul(weights.get(8))) : learnt;
    }

    /**
     * A number that lives as long as the rows. DJL makes an array of a plain number and frees it after the operation, although what was recorded of
     * the operation reads it again for the gradient; after a garbage collection there is something else in its place.
     */
    private static NDArray constant(NDArray rows, double value) {
        return Tensors.create(rows.getManager(), new double[] {value}, rows.getDataType(), 1, 1);
    }

    static NDArray unit(NDArray rows) {
        NDArray lengths = rows.square().sum(new int[] {1}, true).sqrt();
        return rows.div(lengths.maximum(constant(rows, SMALLEST_LENGTH)));
    }
}
