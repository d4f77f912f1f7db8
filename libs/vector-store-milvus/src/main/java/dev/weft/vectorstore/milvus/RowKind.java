package dev.weft.vectorstore.milvus;

/** What a row is; the number is what is stored. */
enum RowKind {
    /** A part of an item, with its vector: what searches see. */
    PART(0),
    /** The memory that an item was deleted. */
    TOMBSTONE(1),
    /** The memory that items have had an attribute of some name and type. */
    ATTRIBUTE(2);

    private final int code;

    RowKind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** The condition that a row is of this kind. */
    String condition() {
        return Fields.KIND + " == " + code;
    }
}
