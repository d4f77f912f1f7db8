package dev.weft.gateway.encode;

import dev.weft.inference.SimilarityScale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Cosines as probabilities, where the model says how. */
final class Probabilities {

    private Probabilities() {}

    /**
     * The probability of each cosine, in the same order, or nothing for all: a scale is trained, a guessed one would only look like knowledge.
     *
     * @param multiLabel sigmoid, label by label; without, softmax over all. A model without a bias was trained to tell labels from each other
     *     only, and says nothing of one by itself
     */
    static OptionalDouble[] of(double[] cosines, Optional<SimilarityScale> scale, boolean multiLabel) {
        if (scale.isEmpty() || (multiLabel && scale.get().logitBias() == 0)) {
            return IntStream.range(0, cosines.length)
                    .mapToObj(i -> OptionalDouble.empty())
                    .toArray(OptionalDouble[]::new);
        }
        double factor = scale.get().logitScale();
        double bias = scale.get().logitBias();
        double[] logits =
                DoubleStream.of(cosines).map(cosine -> factor * cosine + bias).toArray();
        DoubleStream probabilities = multiLabel ? sigmoid(logits) : softmax(logits);
        return probabilities.mapToObj(OptionalDouble::of).toArray(OptionalDouble[]::new);
    }

    private static DoubleStream sigmoid(double[] logits) {
        return DoubleStream.of(logits).map(logit -> 1 / (1 + Math.exp(-logit)));
    }

    private static DoubleStream softmax(double[] logits) {
        // Without the largest one, exp of a logit of 100 and more would lose what sets the labels apart.
        double largest = DoubleStream.of(logits).max().orElseThrow();
        double sum =
                DoubleStream.of(logits).map(logit -> Math.exp(logit - largest)).sum();
        return DoubleStream.of(logits).map(logit -> Math.exp(logit - largest) / sum);
    }
}
