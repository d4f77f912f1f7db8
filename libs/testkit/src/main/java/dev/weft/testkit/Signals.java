package dev.weft.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Signals to processes, as operators and kernels send them. Needs a POSIX shell. */
public final class Signals {

    private static final long LIMIT_SECONDS = 10;

    private Signals() {}

    /** SIGSTOP: it does nothing any more, and what it has open stays open. */
    public static void stop(ProcessHandle process) {
        send("STOP", process);
    }

    /** SIGCONT: it goes on. */
    public static void resume(ProcessHandle process) {
        send("CONT", process);
    }

    /** SIGKILL to it and to all processes that it has started; returns when they have ended. */
    public static void kill(ProcessHandle process) {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(Signals::awaitEnd);
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while process " + process.pid() + " ended", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("process " + process.pid() + " outlived SIGKILL", e);
        }
    }

    private static void send(String signal, ProcessHandle process) {
        try {
            // The shell's own, since not every system has it as a program.
            int exit = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("process " + process.pid() + " did not take SIG" + signal
                        + ": it must run and be of this user");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("SIG" + signal + " to process " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending SIG" + signal, e);
        }
    }
}
