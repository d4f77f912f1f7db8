package dev.weft.learning;

import java.util.ArrayList;
import java.util.List;

/**
 * A head's layers: {@code y = norm(skip(x) + a · r(x))}.
 *
 * @param kind what is skipped to, and what is learnt
 * @param input the tower's dimension
 * @param hidden units in between
 * @param output the space's dimension
 */
record HeadShape(Kind kind, int input, int hidden, int output) {

    /** From what a side has. */
    enum Kind {
        /** A linear layer and a unit that a GELU gates (GEGLU, Shazeer 2020), beside the bundle's frozen head. */
        RESIDUAL_ON_BASE(true, true),
        /** A two-layer perceptron beside the feature itself. */
        RESIDUAL_PERCEPTRON(false, false),
        /** A gated linear unit (Dauphin et al. 2017) beside a linear projection, where dimensions differ (SAIL, Zhang et al. 2024). */
        PROJECTION(true, false);

        private final boolean gated;
        private final boolean linear;

        Kind(boolean gated, boolean linear) {
            this.gated = gated;
            this.linear = linear;
        }

        boolean gated() {
            return gated;
        }

        /** Whether a linear layer is learnt beside the hidden units. */
        boolean linear() {
            return linear;
        }
    }

    /**
     * A matrix or a row that is learnt.
     *
     * @param start how it starts
     */
    record Weight(String name, int rows, int columns, Start start) {

        int size() {
            return rows * columns;
        }

        /** Rows of offsets and factors don't decay. */
        boolean isMatrix() {
            return rows > 1;
        }
    }

    enum Start {
        ZERO,
        ONE,
        /** Evenly within one over the root of the inputs, either way. */
        EVEN
    }

    static HeadShape of(Side side, int output, int hidden) {
        int input = side.features().dimension();
        if (side.base().isPresent()) {
            return new HeadShape(Kind.RESIDUAL_ON_BASE, input, hidden, output);
        }
        return new HeadShape(input == output ? Kind.RESIDUAL_PERCEPTRON : Kind.PROJECTION, input, hidden, output);
    }

    /** In the order in which {@link HeadNetwork} takes them. */
    List<Weight> weights() {
        List<Weight> weights = new ArrayList<>();
        weights.add(new Weight("norm.weight", 1, input, Start.ONE));
        weights.add(new Weight("norm.bias", 1, input, Start.ZERO));
        weights.add(new Weight("a.weight", input, hidden, Start.EVEN));
        weights.add(new Weight("a.bias", 1, hidden, Start.ZERO));
        // A residual that starts at zero leaves the start where it is.
        Start last = kind == Kind.PROJECTION ? Start.EVEN : Start.ZERO;
        weights.add(new Weight("c.weight", hidden, output, last));
        weights.add(new Weight("c.bias", 1, output, Start.ZERO));
        if (kind.gated()) {
            weights.add(new Weight("b.weight", input, hidden, Start.EVEN));
            weights.add(new Weight("b.bias", 1, hidden, Start.ZERO));
        }
        if (kind.linear()) {
            weights.add(new Weight("d.weight", input, output, Start.ZERO));
        }
        if (kind == Kind.PROJECTION) {
            weights.add(new Weight("w.weight", input, output, Start.EVEN));
        }
        return weights;
    }
}
