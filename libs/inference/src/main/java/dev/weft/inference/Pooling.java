package dev.weft.inference;

import java.util.Arrays;

/** How a graph's output becomes one vector per row. */
enum Pooling {
    /** {@code [rows, dimension]} as it is. */
    NONE("none") {
        @Override
        float[] pool(float[] states, int dimension, int[] lengths) {
            return require(states, lengths.length * dimension);
        }
    },
    /** The state of the first token: {@code [rows, tokens, dimension]} to {@code [rows, dimension]}. */
    CLS("cls") {
        @Override
        float[] pool(float[] states, int dimension, int[] lengths) {
            int stride = stride(states, dimension, lengths);
            float[] first = new float[lengths.length * dimension];
            for (int row = 0; row < lengths.length; row++) {
                System.arraycopy(states, row * stride, first, row * dimension, dimension);
            }
            return first;
        }
    },
    /** The mean of each row's own tokens: {@code [rows, tokens, dimension]} to {@code [rows, dimension]}. */
    MEAN("mean") {
        @Override
        float[] pool(float[] states, int dimension, int[] lengths) {
            int stride = stride(states, dimension, lengths);
            float[] means = new float[lengths.length * dimension];
            for (int row = 0; row < lengths.length; row++) {
                int to = row * dimension;
                for (int token = 0; token < lengths[row]; token++) {
                    int from = row * stride + token * dimension;
                    for (int i = 0; i < dimension; i++) {
                        means[to + i] += states[from + i];
                    }
                }
                for (int i = 0; i < dimension; i++) {
                    means[to + i] /= lengths[row];
                }
            }
            return means;
        }
    };

    private final String word;

    Pooling(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /**
     * Makes a batch's output into {@code [rows, dimension]}.
     *
     * @param lengths how many tokens of each row are its own
     * @throws InferenceException if the output has not as many numbers as this takes
     */
    abstract float[] pool(float[] states, int dimension, int[] lengths);

    /** The numbers of one row: all rows have as many tokens, at least as many as the longest one's own. */
    private static int stride(float[] states, int dimension, int[] lengths) {
        int longest = Arrays.stream(lengths).max().orElse(1);
        int tokens = Math.max(longest, states.length / (lengths.length * dimension));
        require(states, lengths.length * tokens * dimension);
        return tokens * dimension;
    }

    private static float[] require(float[] states, int count) {
        if (states.length != count) {
            throw new InferenceException("the output must have " + count + " numbers, got " + states.length);
        }
        return states;
    }
}
