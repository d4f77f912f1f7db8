package dev.weft.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** Between Java's arrays and the engine's. */
final class Tensors {

    private Tensors() {}

    static NDArray create(NDManager manager, double[] values, DataType type, long... shape) {
        if (type == DataType.FLOAT64) {
            return owned(manager.create(values, new Shape(shape)));
        }
        float[] narrow = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            narrow[i] = (float) values[i];
        }
        return create(manager, narrow, shape);
    }

    static NDArray create(NDManager manager, float[] values, long... shape) {
        return owned(manager.create(values, new Shape(shape)));
    }

    static NDArray create(NDManager manager, long[] values) {
        return owned(manager.create(values));
    }

    /** In memory of the engine's own: what DJL creates of an array lies in a buffer of Java's, which is freed apart from what refers to it. */
    private static NDArray owned(NDArray lent) {
        try (lent) {
            return lent.duplicate();
        }
    }

    /** A view of some rows, so that what is computed from it belongs to the given manager. */
    static NDArray rows(NDArray array, int from, int to, NDManager manager) {
        NDArray view = array.get(new NDIndex(from + ":" + to));
        view.attach(manager);
        return view;
    }

    /** The only number of an array, whichever its type. */
    static double scalar(NDArray array) {
        return array.getDataType() == DataType.FLOAT64 ? array.toDoubleArray()[0] : array.toFloatArray()[0];
    }

    static double sum(NDArray array) {
        try (NDArray sum = array.sum()) {
            return scalar(sum);
        }
    }
}
