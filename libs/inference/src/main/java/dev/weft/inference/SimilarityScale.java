package dev.weft.inference;

/**
 * What a cosine is multiplied by, and what is added, before the softmax or sigmoid of a zero-shot classification.
 *
 * <p>Bundles in the Hugging Face layout say it in {@code config.json}: {@code logit_scale} and {@code logit_bias} are the trained numbers;
 * without them {@code logit_scale_init_value} stands in, where training began. Both scales are the natural logarithm of the factor, as the
 * network holds it, but for {@code model_type: clap}, whose configuration has the factor itself.
 *
 * @param logitScale the factor, positive: not its logarithm
 * @param logitBias 0 where a bundle has none
 */
public record SimilarityScale(double logitScale, double logitBias) {

    public SimilarityScale {
        if (!(logitScale > 0) || Double.isInfinite(logitScale) || !Double.isFinite(logitBias)) {
            throw new IllegalArgumentException(
                    "a scale is positive and a bias finite, got " + logitScale + " and " + logitBias);
        }
    }
}
