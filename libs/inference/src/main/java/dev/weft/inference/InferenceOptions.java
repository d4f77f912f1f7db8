package dev.weft.inference;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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

    /**
     * Reads {@code weft.inference.threads}, {@code .device} ({@code cpu}, {@code cuda}) and {@code .variant} ({@code fp32}, {@code fp16}, …).
     *
     * @param keys the value of a key, if it is set
     * @throws IllegalArgumentException if one has no such value, with the key
     */
    public static InferenceOptions from(Function<String, Optional<String>> keys) {
        InferenceOptions defaults = defaults();
        return new InferenceOptions(
                keys.apply("weft.inference.threads").map(Integer::parseInt).orElse(defaults.threads),
                word(keys, "weft.inference.device", Device.class).orElse(defaults.device),
                word(keys, "weft.inference.variant", ModelVariant.class).orElse(defaults.variant));
    }

    private static <E extends Enum<E>> Optional<E> word(
            Function<String, Optional<String>> keys, String key, Class<E> words) {
        return keys.apply(key)
                .map(value -> Stream.of(words.getEnumConstants())
                        .filter(word -> word.name().equalsIgnoreCase(value))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(key + " must be one of "
                                + List.of(words.getEnumConstants()).toString().toLowerCase(Locale.ROOT) + ", got '"
                                + value
                                + "'")));
    }

    /** As many threads as the machine has cores, on the CPU, in full precision. */
    public static InferenceOptions defaults() {
        return new InferenceOptions(Runtime.getRuntime().availableProcessors());
    }
}
