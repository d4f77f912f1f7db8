package dev.weft.learning;

/**
 * AdamW with a warm-up and a cosine to zero.
 *
 * @param learningRate at its highest
 * @param beta1 decay of the gradient's mean
 * @param beta2 decay of the gradient's square
 * @param weightDecay on the matrices that are learnt; a base head is frozen and decays never
 * @param clip the gradient's largest norm
 * @param warmUp share of the steps during which the learning rate rises
 * @param averageDecay of the exponential mean of the weights, which is what a round yields
 */
public record OptimiserOptions(
        double learningRate,
        double beta1,
        double beta2,
        double weightDecay,
        double clip,
        double warmUp,
        double averageDecay) {

    public static OptimiserOptions defaults() {
        return new OptimiserOptions(1e-4, 0.9, 0.95, 0, 1, 0.1, 0.999);
    }

    public OptimiserOptions {
        Check.range("learningRate", learningRate, 1e-8, 1);
        Check.range("beta1", beta1, 0, 0.9999);
        Check.range("beta2", beta2, 0, 0.99999);
        Check.range("weightDecay", weightDecay, 0, 10);
        Check.range("clip", clip, 1e-6, 1e6);
        Check.range("warmUp", warmUp, 0, 1);
        Check.range("averageDecay", averageDecay, 0, 0.999999);
    }

    /** The learning rate of a step, counted from 0. */
    double rateOf(int step, int steps) {
        double warmSteps = warmUp * steps;
        if (step < warmSteps) {
            return learningRate * (step + 1) / Math.max(1, warmSteps);
        }
        double progress = (step - warmSteps) / Math.max(1, steps - warmSteps);
        return learningRate * 0.5 * (1 + Math.cos(Math.PI * progress));
    }

    /** The mean's decay after some updates: a young mean follows faster, or it would remember the start for the whole of a short round. */
    double averageDecayAfter(int updates) {
        return Math.min(averageDecay, (1.0 + updates) / (10.0 + updates));
    }
}
