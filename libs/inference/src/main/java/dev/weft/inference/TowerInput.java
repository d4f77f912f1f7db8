package dev.weft.inference;

/** An input prepared for a tower by {@link EmbeddingModel#prepare}. Opaque to callers; immutable. */
public sealed interface TowerInput permits PixelInput, TokenInput, MelInput {

    /** The bytes it holds, for memory budgets. */
    long sizeBytes();

    /** What it was, for messages. */
    default String kind() {
        return switch (this) {
            case PixelInput _ -> "a prepared picture";
            case TokenInput _ -> "a prepared text";
            case MelInput _ -> "a prepared sound";
        };
    }
}
