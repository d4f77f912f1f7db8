package dev.weft.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.weft.learning.HeadShape.Weight;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that learns, with the moments of AdamW (Loshchilov & Hutter 2019) and the exponential mean. Used by one thread.
 */
final class LearntWeights {

    private static final double EPSILON = 1e-8;

    private final NDManager manager;
    private final List<Weight> layout;
    private final List<NDArray> current = new ArrayList<>();
    private final List<NDArray> firstMoments = new ArrayList<>();
    private final List<NDArray> secondMoments = new ArrayList<>();
    private final List<NDArray> averages = new ArrayList<>();

    /** @param start in the order of the layout; also where the mean starts */
    LearntWeights(NDManager manager, List<Weight> layout, List<float[]> start) {
        this.manager = manager;
        this.layout = layout;
        for (int i = 0; i < layout.size(); i++) {
            Weight weight = layout.get(i);
            current.add(Tensors.create(manager, start.get(i), weight.rows(), weight.columns()));
            averages.add(Tensors.create(manager, start.get(i), weight.rows(), weight.columns()));
            firstMoments.add(Tensors.create(manager, new float[weight.size()], weight.rows(), weight.columns()));
            secondMoments.add(Tensors.create(manager, new float[weight.size()], weight.rows(), weight.columns()));
        }
    }

    /** Copies of the current weights that record what is computed of them; they belong to the given manager. */
    List<NDArray> leaves(NDManager manager) {
        List<NDArray> leaves = new ArrayList<>();
        for (NDArray weight : current) {
            NDArray leaf = weight.duplicate();
            leaf.attach(manager);
            leaf.setRequiresGradient(true);
            leaves.add(leaf);
        }
        return leaves;
    }

    /** The only number of a weight that has one. */
    double scalar(int place) {
        return Tensors.scalar(current.get(place));
    }

    void setScalar(int place, double value) {
        current.get(place).muli(0).addi(value);
    }

    /**
     * One update.
     *
     * @param gradients in the order of the layout; they are used up
     * @param step from 0
     */
    void update(List<NDArray> gradients, int step, double rate, OptimiserOptions options) {
        double first = 1 - Math.pow(options.beta1(), step + 1);
        double second = 1 - Math.pow(options.beta2(), step + 1);
        double keep = options.averageDecayAfter(step);
        for (int i = 0; i < layout.size(); i++) {
            NDArray gradient = gradients.get(i);
            NDArray weight = current.get(i);
            if (options.weightDecay() > 0 && layout.get(i).isMatrix()) {
                weight.muli(1 - rate * options.weightDecay());
            }
            NDArray square = gradient.square().muli(1 - options.beta2());
            secondMoments.get(i).muli(options.beta2()).addi(square);
            firstMoments.get(i).muli(options.beta1()).addi(gradient.muli(1 - options.beta1()));
            try (NDManager work = gradient.getManager().newSubManager()) {
                NDArray root = secondMoments.get(i).sqrt();
                root.attach(work);
                root.divi(Math.sqrt(second)).addi(EPSILON);
                NDArray move = firstMoments.get(i).div(root);
                move.attach(work);
                weight.subi(move.muli(rate / first));
                NDArray part = weight.mul(1 - keep);
                part.attach(work);
                averages.get(i).muli(keep).addi(part);
            }
        }
    }

    List<float[]> averages() {
        return averages.stream().map(NDArray::toFloatArray).toList();
    }

    /** Everything that a checkpoint needs. */
    List<float[]> state() {
        List<float[]> state = new ArrayList<>();
        for (List<NDArray> arrays : List.of(current, firstMoments, secondMoments, averages)) {
            arrays.forEach(array -> state.add(array.toFloatArray()));
        }
        return state;
    }

    /** Takes back what {@link #state} gave. */
    void restore(List<float[]> state) {
        int place = 0;
        for (List<NDArray> arrays : List.of(current, firstMoments, secondMoments, averages)) {
            for (int i = 0; i < layout.size(); i++) {
                Weight weight = layout.get(i);
                arrays.set(i, Tensors.create(manager, state.get(place++), weight.rows(), weight.columns()));
            }
        }
    }
}
