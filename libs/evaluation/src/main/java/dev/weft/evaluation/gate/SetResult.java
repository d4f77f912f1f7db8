package dev.weft.evaluation.gate;

import dev.weft.evaluation.retrieval.Direction;
import dev.weft.evaluation.retrieval.Metric;
import dev.weft.evaluation.retrieval.Rankings;
import dev.weft.evaluation.sets.EvaluationSet;

/**
 * How a release ranks the answers of a set.
 *
 * @param unusableVectors of the pool: not finite, or not of unit norm
 */
public record SetResult(EvaluationSet set, Rankings textToImage, Rankings imageToText, int unusableVectors) {

    public Rankings rankings(Direction direction) {
        return switch (direction) {
            case TEXT_TO_IMAGE -> textToImage;
            case IMAGE_TO_TEXT -> imageToText;
        };
    }

    /** Of one query, the mean of both directions, in per cent. */
    double bothWays(Metric metric, int query) {
        return (metric.of(textToImage, query) + metric.of(imageToText, query)) / 2;
    }
}
