package dev.weft.inference;

/**
 * How a bundle is run.
 *
 * @param threads of one batch, positive: its rows are shared out among them, and a single row takes one. The number of cores is a good value for
 *     a service that runs one batch at a time
 * @param device never another than this: a bundle that it can't run is not loaded
 * @param variant of the bundle's graphs, where it has several
 */
public record InferenceOptions(int threads, Device device, ModelVariant variant) {

    public InferenceOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be positive, got " + threads);
        }
    }

    /** On the CPU, in full precision. */
    public InferenceOptions(int threads) {
        this(threads, Device.CPU, ModelVariant.FP32);
    }

    /** As many threads as the machine has cores, on the CPU, in full precision. */
    public static InferenceOptions defaults() {
        return new InferenceOptions(Runtime.getRuntime().availableProcessors());
    }
}
