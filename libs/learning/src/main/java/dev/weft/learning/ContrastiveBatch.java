package dev.weft.learning;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * What a contrastive loss is computed of. Both sides are unit rows {@code [B, D]} and are used as given: gradients are with respect to these rows.
 *
 * @param scale what cosines are multiplied by (one over the temperature)
 * @param bias added to a logit; only the sigmoid loss uses it
 * @param forLeft mined negatives among right rows, for left anchors
 * @param forRight mined negatives among left rows, for right anchors
 */
record ContrastiveBatch(
        NDArray left,
        NDArray right,
        double scale,
        double bias,
        PairRelations relations,
        Optional<MinedRows> forLeft,
        Optional<MinedRows> forRight) {

    int size() {
        return relations.size();
    }
}
