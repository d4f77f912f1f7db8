package dev.weft.testkit.milvus;

import dev.weft.testkit.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A server that runs as a process of this machine. */
final class ServerProcess implements MilvusServer {

    private static final long BETWEEN_LOOKS_MILLIS = 50;

    private final MilvusKind kind;
    private final ServerProgram program;
    private final DataFolder data;
    private final Thread atExit = new Thread(this::remove, "weft-test-milvus-stop");
    private @Nullable Process process;
    private boolean closed;

    private ServerProcess(MilvusKind kind, ServerProgram program, DataFolder data) {
        this.kind = kind;
        this.program = program;
        this.data = data;
    }

    /** @param programs installs the server if need be, and gives the one for a data folder */
    static ServerProcess start(MilvusKind kind, Function<DataFolder, ServerProgram> programs) {
        DataFolder data = DataFolder.create(BuildFolder.milvus().resolve("data"), kind);
        ServerProcess server;
        try {
            server = new ServerProcess(kind, programs.apply(data), data);
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(server.atExit);
        try {
            server.restart();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    @Override
    public MilvusKind kind() {
        return kind;
    }

    @Override
    public URI uri() {
        return URI.create("http://127.0.0.1:" + program.port());
    }

    @Override
    public synchronized long pid() {
        return running().pid();
    }

    @Override
    public synchronized void kill() {
        if (process != null) {
            Signals.kill(process.toHandle());
        }
    }

    @Override
    public synchronized void restart() {
        if (closed) {
            throw new IllegalStateException(kind.title() + " is closed: its data is gone");
        }
        kill();
        try {
            process = program.command()
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(data.log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(kind.title() + " can't be run", e);
        }
        data.runs(process.toHandle());
        awaitReady(process);
    }

    @Override
    public synchronized void suspend() {
        Signals.stop(running());
    }

    @Override
    public synchronized void resume() {
        Signals.resume(running());
    }

    @Override
    public String logTail() {
        return LogTail.of(data.log());
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // The JVM ends, and the hook finds nothing left to do.
        }
    }

    private synchronized void remove() {
        if (!closed) {
            closed = true;
            kill();
            data.close();
        }
    }

    private ProcessHandle running() {
        if (process == null || !process.isAlive()) {
            throw new IllegalStateException(kind.title() + " does not run: restart it first");
        }
        return process.toHandle();
    }

    private void awaitReady(Process started) {
        Duration limit = program.startLimit();
        Instant deadline = Instant.now().plus(limit);
        while (!program.ready()) {
            if (!started.isAlive()) {
                throw new IllegalStateException(
                        kind.title() + " ended with " + started.exitValue() + " while it started: " + logTail());
            }
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(kind.title() + " was not ready after " + limit + ": " + logTail());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a server started", e);
        }
    }
}
