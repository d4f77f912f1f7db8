package dev.weft.preparation;

import java.util.concurrent.Semaphore;

/**
 * Bytes that may be in use at once. Fair: a large request is not starved by small ones. Safe for use by several threads.
 *
 * <p>Only hold it around work that needs nothing else of the pipeline, as decoding does: then whoever holds bytes always gives them back,
 * and nobody waits for ever.
 */
public final class MemoryBudget {

    /** {@link Semaphore} counts in ints: in KiB they reach 2 TiB. */
    private static final int UNIT_BYTES = 1024;

    private final Semaphore units;
    private final int totalUnits;

    /** @param totalBytes positive */
    public MemoryBudget(long totalBytes) {
        if (totalBytes < 1) {
            throw new IllegalArgumentException("a memory budget must be positive, got " + totalBytes + " bytes");
        }
        totalUnits = toUnits(totalBytes);
        units = new Semaphore(totalUnits, true);
    }

    /**
     * Waits until so many bytes are free and takes them. A request above the whole budget gets all of it: such a work runs alone.
     *
     * @throws InterruptedException if the thread is interrupted while waiting
     */
    public Lease acquire(long bytes) throws InterruptedException {
        int wanted = Math.min(totalUnits, toUnits(bytes));
        units.acquire(wanted);
        return () -> units.release(wanted);
    }

    public long freeBytes() {
        return (long) units.availablePermits() * UNIT_BYTES;
    }

    private static int toUnits(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(bytes, UNIT_BYTES));
    }

    /** Bytes in use; closing gives them back. Close it once. */
    public interface Lease extends AutoCloseable {
        @Override
        void close();
    }
}
