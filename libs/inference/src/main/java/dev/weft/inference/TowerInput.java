package dev.weft.inference;

/** An input prepared for a tower by {@link EmbeddingModel#prepare}. Opaque to callers; immutable. */
public sealed interface TowerInput permits PixelInput, TokenInput {

    /** The bytes it holds, for memory budgets. */
    long sizeBytes();
}
