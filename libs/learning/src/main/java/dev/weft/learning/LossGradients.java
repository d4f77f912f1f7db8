package dev.weft.learning;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * A loss and its gradients.
 *
 * @param left of the left rows {@code [B, D]}
 * @param right of the right rows {@code [B, D]}
 * @param logScale of the scale's natural logarithm
 * @param bias of the bias; 0 where the loss has none
 * @param forLeft of the mined rows for left anchors {@code [M, K, D]}
 * @param forRight of the mined rows for right anchors {@code [M, K, D]}
 */
record LossGradients(
        double loss,
        NDArray left,
        NDArray right,
        double logScale,
        double bias,
        Optional<NDArray> forLeft,
        Optional<NDArray> forRight) {}
