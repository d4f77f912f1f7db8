package dev.weft.inference;

/**
 * How a bundle is run.
 *
 * @param threads of one batch, positive: its rows are shared out among them, and a single row takes one. The number of cores is a good value for
 *     a service that runs one batch at a time
 */
public record InferenceOptions(int threads) {

    public InferenceOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be positive, got " + threads);
        }
    }

    /** As many threads as the machine has cores. */
    public static InferenceOptions defaults() {
        return new InferenceOptions(Runtime.getRuntime().availableProcessors());
    }
}
