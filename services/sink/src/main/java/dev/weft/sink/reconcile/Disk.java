package dev.weft.sink.reconcile;

import java.nio.file.Path;

/** The place for a run's temporary files, and how much of it may be used. For one thread. */
final class Disk {

    private final Path folder;
    private final long maxBytes;
    private long used;
    private long most;

    /** @param maxBytes that all files together may have, positive */
    Disk(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    Path folder() {
        return folder;
    }

    /** @throws ReconcileException if there would be more than is allowed */
    void take(long bytes) {
        if (used + bytes > maxBytes) {
            throw new ReconcileException("the comparison needs more than " + maxBytes + " bytes of temporary files in "
                    + folder + "; allow more with weft.sink.reconcile.max-disk-bytes");
        }
        used += bytes;
        most = Math.max(most, used);
    }

    void giveBack(long bytes) {
        used -= bytes;
    }

    /** The most bytes that were in use at a time. */
    long most() {
        return most;
    }
}
