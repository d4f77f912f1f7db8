package dev.weft.inference.batching;

import java.util.List;

/** Runs a batch. Called by one thread at a time, unless a run hangs: then by another one beside it. */
@FunctionalInterface
public interface BatchRunner<I, O> {

    /**
     * One result per item, in the same order.
     *
     * @param items at least one
     * @throws RuntimeException if the batch can't be run; which item is to blame is found out by running fewer
     */
    List<O> run(List<I> items);
}
