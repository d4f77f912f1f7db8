package dev.weft.miner;

import dev.weft.core.ReleaseId;

/** Which release is searched now. Thread-safe; asked every few seconds, so it answers at once. */
@FunctionalInterface
interface LiveRelease extends AutoCloseable {

    ReleaseId current();

    @Override
    default void close() {}
}
