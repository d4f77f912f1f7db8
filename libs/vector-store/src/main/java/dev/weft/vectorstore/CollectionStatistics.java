package dev.weft.vectorstore;

import java.util.OptionalLong;

/**
 * What a collection holds, exactly, as of a moment between the call and its return.
 *
 * @param rows live ones: one per part
 * @param tombstones deletions that are remembered
 * @param bytes on the disk of the store; absent where the store does not tell
 */
public record CollectionStatistics(CollectionSchema schema, long rows, long tombstones, OptionalLong bytes) {}
