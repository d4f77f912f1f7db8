package dev.weft.media;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads one pipe of a process to its end on a thread of its own, so that the other pipe never blocks the process. */
final class Drain {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final Thread thread;
    private final InputStream stream;
    private final DecoderProcess.Sink sink;
    private final long maxBytes;
    private final Process process;
    private volatile boolean overflowed;
    private volatile @Nullable Throwable failure;

    private Drain(Process process, InputStream stream, DecoderProcess.Sink sink, long maxBytes) {
        this.process = process;
        this.stream = stream;
        this.sink = sink;
        this.maxBytes = maxBytes;
        // Of the platform: reading a pipe of a process pins a virtual thread.
        this.thread = Thread.ofPlatform().daemon().name("weft-decoder-output").unstarted(this::drain);
    }

    static Drain start(Process process, InputStream stream, DecoderProcess.Sink sink, long maxBytes) {
        Drain drain = new Drain(process, stream, sink, maxBytes);
        drain.thread.start();
        return drain;
    }

    private void drain() {
        byte[] buffer = new byte[BUFFER_BYTES];
        long total = 0;
        try (stream) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                total += count;
                if (total > maxBytes) {
                    overflowed = true;
                    process.destroyForcibly();
                    return;
                }
                sink.accept(buffer, count);
            }
        } catch (IOException e) {
            // The pipe of a process that is being killed; what is missing shows in its exit status.
            process.destroyForcibly();
        } catch (RuntimeException | OutOfMemoryError e) {
            failure = e;
            process.destroyForcibly();
        }
    }

    /** Waits for the end of the pipe, and tells whether it came. */
    boolean join(Duration longest) throws InterruptedException {
        // Zero would be forever.
        return thread.join(longest.plusMillis(1));
    }

    /** Throws what the sink threw, as a failure of ours. */
    void requireTaken() {
        if (failure != null) {
            throw new IllegalStateException("what the decoder writes must be taken, got " + failure, failure);
        }
    }

    /** Whether the process wrote more than it may. */
    boolean overflowed() {
        return overflowed;
    }
}
