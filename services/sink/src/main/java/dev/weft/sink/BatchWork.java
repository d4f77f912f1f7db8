package dev.weft.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A batch on its way: its records part and meet again when the last of them is done. Safe for use by several threads. */
final class BatchWork {

    private final List<ConsumerRecord<byte[], byte[]>> records;
    private final long bytes;
    private final Ownership ownership;
    private final Consumer<BatchWork> whenVisible;
    private final CompletableFuture<Void> durable = new CompletableFuture<>();
    private final List<Future<?>> announcements = new ArrayList<>();
    private int open;

    /**
     * @param records at least one
     * @param bytes the size of their keys and values
     * @param ownership whose the records are, as of now
     * @param whenVisible called once, on the thread that does the last record
     */
    BatchWork(
            List<ConsumerRecord<byte[], byte[]>> records,
            long bytes,
            Ownership ownership,
            Consumer<BatchWork> whenVisible) {
        this.records = records;
        this.bytes = bytes;
        this.ownership = ownership;
        this.whenVisible = whenVisible;
        this.open = records.size();
    }

    List<ConsumerRecord<byte[], byte[]>> records() {
        return records;
    }

    /** The size of all keys and values. */
    long bytes() {
        return bytes;
    }

    /** Completes when its changes survive a crash and all that is to be said of them is said. */
    CompletableFuture<Void> durable() {
        return durable;
    }

    /** Whether its records come again anyway, here or elsewhere: nothing of it must be written any more. */
    boolean isAbandoned() {
        return ownership.isAbandoned();
    }

    /** See {@link Ownership#isCertain()}. */
    boolean isCertain() {
        return ownership.isCertain();
    }

    /**
     * Some records are done with: searches see them, or they are refused, superseded or left alone.
     *
     * @param said acknowledgements to come of what is said of them
     */
    void done(int records, List<? extends Future<?>> said) {
        boolean last;
        synchronized (this) {
            announcements.addAll(said);
            open -= records;
            last = open == 0;
        }
        if (last) {
            whenVisible.accept(this);
        }
    }

    /** Acknowledgements to come. */
    synchronized List<Future<?>> announcements() {
        return List.copyOf(announcements);
    }
}
