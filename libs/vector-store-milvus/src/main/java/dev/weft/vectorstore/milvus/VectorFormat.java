package dev.weft.vectorstore.milvus;

import io.milvus.v2.common.DataType;

/** How the numbers of a vector are stored. */
enum VectorFormat {
    /** 4 bytes a number: what was written comes back bit for bit. */
    FLOAT(DataType.FloatVector, Float.BYTES),
    /** 2 bytes a number, 11 significant bits: half the memory, and what comes back is rounded. */
    FLOAT16(DataType.Float16Vector, Short.BYTES);

    private final DataType type;
    private final int bytesPerNumber;

    VectorFormat(DataType type, int bytesPerNumber) {
        this.type = type;
        this.bytesPerNumber = bytesPerNumber;
    }

    DataType type() {
        return type;
    }

    int bytes(int dimension) {
        return dimension * bytesPerNumber;
    }
}
