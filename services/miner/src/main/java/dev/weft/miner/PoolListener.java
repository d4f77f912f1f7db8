package dev.weft.miner;

/** Hears what became of a pool, once that is written. Called on the miner's thread. */
@FunctionalInterface
interface PoolListener {

    /** @param batches how many were written */
    void written(PoolMiner.Outcome outcome, int batches);
}
