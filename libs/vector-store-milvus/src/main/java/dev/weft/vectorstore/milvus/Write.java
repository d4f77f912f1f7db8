package dev.weft.vectorstore.milvus;

import dev.weft.vectorstore.Mutation;

/** A mutation with the rows that it is to leave. */
record Write(Mutation mutation, RowWriter.Rows rows) {

    /** The text form of the media key. */
    String item() {
        return mutation.key().toString();
    }
}
