package dev.weft.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/** An array's numbers in double precision. */
final class Numbers {

    private Numbers() {}

    static double[] of(NDArray array) {
        return array.toType(DataType.FLOAT64, true).toDoubleArray();
    }
}
