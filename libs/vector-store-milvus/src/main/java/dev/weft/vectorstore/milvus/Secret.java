package dev.weft.vectorstore.milvus;

/** A value that must not get into a log or a message: its text form hides it. */
record Secret(String reveal) {

    @Override
    public String toString() {
        return "***";
    }
}
