package dev.weft.gateway.releases;

import dev.weft.inference.ReleaseHeads;

/** Is told which heads are in memory, so that their towers are ready for the first query. Safe for use by several threads. */
public interface LoadedHeads {

    /**
     * They will be used from now on. Blocks until a query can be answered.
     *
     * @throws RuntimeException if their towers can't be run: they won't be used then
     */
    void loaded(ReleaseHeads heads);

    /** Nobody uses them any more: closes them. */
    void free(ReleaseHeads heads);
}
