package dev.weft.core;

import java.util.Arrays;

/**
 * A unit-norm vector {@code [dimension]} of 32-bit floats: what a tower says of a part (a feature) or where a head puts it in the shared
 * space. Immutable; {@link #of} copies, {@link #wrap} takes ownership of the array.
 */
public final class Embedding {

    /** Float32 rounding of a vector of some thousand numbers, and of float16 storage (11 bits), stays well below this. */
    private static final double NORM_TOLERANCE = 1e-2;

    private final float[] values;

    private Embedding(float[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("embedding must have at least 1 dimension, got 0");
        }
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        // A NaN or an infinity anywhere makes the sum fail this comparison.
        if (!(Math.abs(Math.sqrt(squares) - 1) <= NORM_TOLERANCE)) {
            throw new IllegalArgumentException(
                    "embedding must be finite and of unit norm, got norm " + Math.sqrt(squares));
        }
        this.values = values;
    }

    /**
     * Copies the array.
     *
     * @throws IllegalArgumentException if a value is not finite or the norm is not 1 within 0.01
     */
    public static Embedding of(float... values) {
        return new Embedding(values.clone());
    }

    /**
     * Takes ownership of the array: the caller must not touch it afterwards.
     *
     * @throws IllegalArgumentException if a value is not finite or the norm is not 1 within 0.01
     */
    public static Embedding wrap(float[] values) {
        return new Embedding(values);
    }

    /**
     * Scales a copy of the array to unit norm.
     *
     * @throws IllegalArgumentException if a value is not finite or all are zero
     */
    public static Embedding normalized(float... values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        double norm = Math.sqrt(squares);
        if (!(norm > 0) || Double.isInfinite(norm)) {
            throw new IllegalArgumentException(
                    "only a finite vector other than zero has a direction, got norm " + norm);
        }
        float[] unit = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            unit[i] = (float) (values[i] / norm);
        }
        return new Embedding(unit);
    }

    public int dimension() {
        return values.length;
    }

    /** A copy that is the caller's own. */
    public float[] toArray() {
        return values.clone();
    }

    public float get(int index) {
        return values[index];
    }

    /**
     * Cosine similarity in [-1, 1], higher is closer.
     *
     * @throws IllegalArgumentException if the dimensions differ
     */
    public float cosine(Embedding other) {
        if (other.values.length != values.length) {
            throw new IllegalArgumentException("only vectors of one space can be compared: dimension " + values.length
                    + ", got " + other.values.length);
        }
        float sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * other.values[i];
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    /** The dimension only: a vector has no place in a log. */
    @Override
    public String toString() {
        return "Embedding[" + values.length + "]";
    }
}
