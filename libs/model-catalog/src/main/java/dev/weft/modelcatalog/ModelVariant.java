package dev.weft.modelcatalog;

import dev.weft.core.Shown;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The precision of a bundle's weights. Vectors of different variants of a bundle are not comparable. */
public enum ModelVariant {
    FP32,
    FP16,
    QUANTIZED;

    /** The lower-case name used in the catalog and on the command line. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a {@link #wireName()}.
     *
     * @throws IllegalArgumentException if there is no such variant
     */
    public static ModelVariant fromWireName(String name) {
        return Arrays.stream(values())
                .filter(variant -> variant.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("variant must be one of "
                        + Arrays.stream(values()).map(ModelVariant::wireName).collect(Collectors.joining(", "))
                        + ", got '" + Shown.of(name) + "'"));
    }
}
