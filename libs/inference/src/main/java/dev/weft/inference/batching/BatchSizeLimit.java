package dev.weft.inference.batching;

/**
 * How many items a batch may have at the moment: halved for want of memory, and one more after every {@value #RUNS_PER_STEP} full batches
 * that had enough. Down fast and up slowly, as TCP does it: a step too far costs one failed run, and from 8 to 16 it is 128 runs. Safe for use
 * by several threads.
 */
final class BatchSizeLimit {

    static final int RUNS_PER_STEP = 16;

    private final int max;
    private int now;
    private int fullRuns;

    BatchSizeLimit(int max) {
        this.max = max;
        this.now = max;
    }

    synchronized int get() {
        return now;
    }

    /** A batch of so many items worked. */
    synchronized void worked(int items) {
        if (now < max && items >= now && ++fullRuns == RUNS_PER_STEP) {
            fullRuns = 0;
            now++;
        }
    }

    /** A batch of so many items had too little memory. */
    synchronized void tooLarge(int items) {
        fullRuns = 0;
        now = Math.max(1, Math.min(now, items / 2));
    }
}
