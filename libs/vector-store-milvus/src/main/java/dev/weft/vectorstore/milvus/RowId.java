package dev.weft.vectorstore.milvus;

/**
 * Which row it is.
 *
 * @param key primary key
 * @param item text form of the media key
 * @param deleted whether it is the memory of a deletion
 */
record RowId(String key, String item, long version, boolean deleted) {}
