package dev.weft.sink;

import dev.weft.events.RecordBatch;

/** Whose the records of a batch are. Implementations are safe for use by several threads. */
interface Ownership {

    /** Whether they come again anyway, here or at their new owner. */
    boolean isAbandoned();

    /** False while it isn't known, after the process was stopped for seconds, whether they are another instance's by now. */
    boolean isCertain();

    static Ownership of(RecordBatch batch) {
        return new Ownership() {
            @Override
            public boolean isAbandoned() {
                return batch.isAbandoned();
            }

            @Override
            public boolean isCertain() {
                return batch.isCertain();
            }
        };
    }
}
