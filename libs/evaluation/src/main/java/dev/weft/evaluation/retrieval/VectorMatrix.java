package dev.weft.evaluation.retrieval;

import dev.weft.core.Embedding;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Vectors {@code [rows, dimension]}, row after row, meant to be of unit norm: cosine similarity is their dot product.
 *
 * <p>A row may be absent: its item has no vector. It finds nothing, is found by nothing, and stands in nobody's way.
 *
 * <p>Unlike {@link Embedding} it lets a damaged vector in, because the gate must be able to say that a release makes such ones.
 * Immutable; safe for use by several threads.
 */
public final class VectorMatrix {

    /** The same as {@link Embedding}'s: what float16 storage may cost. */
    private static final double NORM_TOLERANCE = 1e-2;

    private final float[] values;
    private final int rows;
    private final int dimension;
    private final BitSet absent;

    private VectorMatrix(float[] values, int rows, int dimension, BitSet absent) {
        if (dimension < 1 || rows < 0 || values.length != (long) rows * dimension) {
            throw new IllegalArgumentException("values must be rows x dimension with dimension >= 1, got "
                    + values.length + " values for " + rows + " x " + dimension);
        }
        this.values = values;
        this.rows = rows;
        this.dimension = dimension;
        this.absent = absent;
    }

    /** Takes ownership of the array {@code [rows, dimension]}: the caller must not touch it afterwards. */
    public static VectorMatrix wrap(float[] values, int rows, int dimension) {
        return new VectorMatrix(values, rows, dimension, new BitSet());
    }

    /**
     * Copies the embeddings.
     *
     * @throws IllegalArgumentException if there are none, or their dimensions differ
     */
    public static VectorMatrix of(List<Embedding> embeddings) {
        if (embeddings.isEmpty()) {
            throw new IllegalArgumentException("a matrix of embeddings must have at least 1 row, got 0");
        }
        int dimension = embeddings.getFirst().dimension();
        float[] values = new float[Math.multiplyExact(embeddings.size(), dimension)];
        for (int row = 0; row < embeddings.size(); row++) {
            Embedding embedding = embeddings.get(row);
            if (embedding.dimension() != dimension) {
                throw new IllegalArgumentException("all embeddings must have " + dimension + " dimensions, got "
                        + embedding.dimension() + " at " + row);
            }
            for (int d = 0; d < dimension; d++) {
                values[row * dimension + d] = embedding.get(d);
            }
        }
        return new VectorMatrix(values, embeddings.size(), dimension, new BitSet());
    }

    public int rows() {
        return rows;
    }

    public int dimension() {
        return dimension;
    }

    public float get(int row, int column) {
        return values[row * dimension + column];
    }

    /** A copy of the first rows. */
    public VectorMatrix firstRows(int count) {
        float[] head = new float[Math.multiplyExact(count, dimension)];
        System.arraycopy(values, 0, head, 0, head.length);
        return new VectorMatrix(head, count, dimension, absent.get(0, count));
    }

    /** A copy of the rows named, in their order. */
    public VectorMatrix rows(int... indices) {
        float[] chosen = new float[Math.multiplyExact(indices.length, dimension)];
        BitSet absentOfThem = new BitSet();
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(values, indices[i] * dimension, chosen, i * dimension, dimension);
            absentOfThem.set(i, absent.get(indices[i]));
        }
        return new VectorMatrix(chosen, indices.length, dimension, absentOfThem);
    }

    /** These rows, then the other's. */
    public VectorMatrix followedBy(VectorMatrix other) {
        if (other.dimension != dimension) {
            throw new IllegalArgumentException(
                    "dimensions must be equal, got " + dimension + " and " + other.dimension);
        }
        float[] both = new float[Math.addExact(values.length, other.values.length)];
        System.arraycopy(values, 0, both, 0, values.length);
        System.arraycopy(other.values, 0, both, values.length, other.values.length);
        BitSet absentOfBoth = (BitSet) absent.clone();
        other.absent.stream().forEach(row -> absentOfBoth.set(rows + row));
        return new VectorMatrix(both, rows + other.rows, dimension, absentOfBoth);
    }

    /**
     * These rows in their order, and between them absent ones.
     *
     * @param places of the absent rows in what is returned
     */
    public VectorMatrix withAbsent(BitSet places) {
        if (places.isEmpty()) {
            return this;
        }
        int all = rows + places.cardinality();
        if (places.length() > all) {
            throw new IllegalArgumentException(
                    "absent rows must be among " + all + ", got one at " + (places.length() - 1));
        }
        float[] spread = new float[Math.multiplyExact(all, dimension)];
        Arrays.fill(spread, Float.NaN);
        BitSet absentOfAll = new BitSet();
        int next = 0;
        for (int row = 0; row < all; row++) {
            if (places.get(row)) {
                absentOfAll.set(row);
            } else {
                System.arraycopy(values, next * dimension, spread, row * dimension, dimension);
                absentOfAll.set(row, absent.get(next));
                next++;
            }
        }
        return new VectorMatrix(spread, all, dimension, absentOfAll);
    }

    /** Whether the item of this row has no vector. */
    public boolean isAbsent(int row) {
        return absent.get(row);
    }

    /** How many rows hold a number that is not finite, or are not of unit norm within 0.01; absent ones hold none. */
    public int unusableRows() {
        int unusable = 0;
        for (int row = 0; row < rows; row++) {
            double squares = 0;
            for (int d = 0; d < dimension; d++) {
                double value = get(row, d);
                squares += value * value;
            }
            // A NaN or an infinity anywhere makes the sum fail this comparison.
            if (!absent.get(row) && !(Math.abs(Math.sqrt(squares) - 1) <= NORM_TOLERANCE)) {
                unusable++;
            }
        }
        return unusable;
    }

    /** Columns of the rows from {@code first}, {@code [dimension, count]}: what a block of dot products reads in order. */
    void transpose(int first, int count, float[] target) {
        for (int row = 0; row < count; row++) {
            int offset = (first + row) * dimension;
            for (int d = 0; d < dimension; d++) {
                target[d * count + row] = values[offset + d];
            }
        }
    }
}
