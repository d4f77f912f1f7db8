package dev.weft.events;

/** Who commits the offsets of handled batches. */
public enum CommitMode {
    /** The {@link BatchConsumer}, once the handler's stage has completed. */
    AFTER_HANDLED,
    /** The handler, inside its transaction: {@code sendOffsetsToTransaction(batch.nextOffsets(), batch.groupMetadata())}. */
    BY_HANDLER
}
