package dev.weft.inference;

import java.util.Arrays;

/** A filter of Pillow's Resample.c. */
enum ResizeFilter {
    BILINEAR("bilinear", 2, 1) {
        @Override
        double weight(double offset) {
            return Math.max(0, 1 - Math.abs(offset));
        }
    },
    BICUBIC("bicubic", 3, 2) {
        @Override
        double weight(double offset) {
            double x = Math.abs(offset);
            if (x < 1) {
                return ((A + 2) * x - (A + 3)) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
        }
    };

    private static final double A = -0.5;

    private final String word;
    private final int code;
    private final int support;

    ResizeFilter(String word, int code, int support) {
        this.word = word;
        this.code = code;
        this.support = support;
    }

    /** @param code of {@code PIL.Image.Resampling}, as {@code preprocessor_config.json} has it */
    static ResizeFilter ofCode(int code) {
        return Arrays.stream(values())
                .filter(filter -> filter.code == code)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("resample must be 2 (bilinear) or 3 (bicubic), got " + code));
    }

    /** At this many input pixels from an output pixel's centre, times the reduction. */
    abstract double weight(double offset);

    /** Where the weights end. */
    int support() {
        return support;
    }

    String word() {
        return word;
    }
}
