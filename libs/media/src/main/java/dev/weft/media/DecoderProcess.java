package dev.weft.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Runs a decoder to its end, or ends it: at the deadline, when it writes more than it may, and when the caller is interrupted. */
final class DecoderProcess {

    /** Receives output on another thread than the caller's, piece by piece; the array is reused. */
    @FunctionalInterface
    interface Sink {
        void accept(byte[] bytes, int count);
    }

    private static final int MAX_MESSAGE = 500;
    private static final int MAX_ERROR_BYTES = 256 * 1024;

    /** What the shell answers for a program that it can't start, and the dynamic linker for one that lacks a library. */
    private static final Set<Integer> NOT_RUN = Set.of(126, 127);

    private static final int SIGNAL = 128;
    /** ILL, ABRT, BUS, FPE, KILL, SEGV, XCPU, XFSZ, SYS: others are errors that the program returned. */
    private static final Set<Integer> SIGNALS = Set.of(4, 6, 7, 8, 9, 11, 24, 25, 31);
    /** ENOMEM, negated, in the eight bits of an exit status. */
    private static final int OUT_OF_MEMORY = 244;

    /** FFmpeg's word for a stream that needs a decoder we don't allow. */
    private static final String NOT_ALLOWED = "not on whitelist";

    private DecoderProcess() {}

    /**
     * Feeds the sink with all that the process writes. When this returns or throws, the process is gone.
     *
     * @return the first 256 KiB of what the process wrote to its standard error
     * @throws MediaRejectedException if the process fails, hangs, or writes more than {@code maxBytes}
     * @throws UncheckedIOException if the program can't be started here, whatever the file
     */
    static String run(ProcessBuilder builder, Sink sink, long maxBytes, Deadline deadline) throws InterruptedException {
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("the decoder must start, got " + e.getMessage(), e);
        }
        try {
            return run(process, sink, maxBytes, deadline);
        } finally {
            kill(process);
        }
    }

    private static String run(Process process, Sink sink, long maxBytes, Deadline deadline)
            throws InterruptedException {
        StringBuilder errors = new StringBuilder();
        Drain output = Drain.start(process, process.getInputStream(), sink, maxBytes);
        Drain diagnostics = Drain.start(
                process, process.getErrorStream(), (bytes, count) -> keep(errors, bytes, count), Long.MAX_VALUE);
        // Killing closes the pipes, so what a process wrote at its very end must be read before.
        boolean ended = process.waitFor(deadline.left().toNanos(), TimeUnit.NANOSECONDS)
                && output.join(deadline.left())
                && diagnostics.join(deadline.left());
        kill(process);
        output.requireTaken();
        if (output.overflowed()) {
            throw new MediaRejectedException(
                    Rejection.TOO_LONG, "the decoder may write " + maxBytes + " bytes for this file, got more");
        }
        if (!ended) {
            throw new MediaRejectedException(
                    Rejection.DECODER_TIMEOUT, "the file must be decoded in " + deadline.budget() + ", got no end");
        }
        requireSuccess(process.exitValue(), errors.toString());
        return errors.toString();
    }

    private static void keep(StringBuilder errors, byte[] bytes, int count) {
        int room = Math.min(count, MAX_ERROR_BYTES - errors.length());
        errors.append(new String(bytes, 0, room, StandardCharsets.ISO_8859_1));
    }

    /** With its children: one that lives on would hold the pipes open. */
    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void requireSuccess(int status, String errors) {
        if (status == 0) {
            return;
        }
        if (NOT_RUN.contains(status)) {
            throw new UncheckedIOException(new IOException("the decoder must run here, got: " + lastOf(errors)));
        }
        if (status == OUT_OF_MEMORY || SIGNALS.contains(status - SIGNAL)) {
            throw new MediaRejectedException(
                    Rejection.DECODER_FAILED,
                    "the decoder must live to its end, got status " + status + lastOf(errors));
        }
        Rejection reason = errors.contains(NOT_ALLOWED) ? Rejection.UNSUPPORTED_TYPE : Rejection.MALFORMED;
        throw new MediaRejectedException(reason, "the file can't be decoded:" + lastOf(errors));
    }

    /** The end, where the reason is, with nothing in it that would break a line of a log. */
    private static String lastOf(String errors) {
        String line = errors.replaceAll("[^ -~]+", " ").strip();
        return " " + line.substring(Math.max(0, line.length() - MAX_MESSAGE));
    }
}
