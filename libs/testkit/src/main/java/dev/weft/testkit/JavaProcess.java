package dev.weft.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Another JVM that a test kills, as the machine under a service would: on the class path of this one, with a main class of the tests. Its
 * standard output is collected by lines; what it says on its error output goes to that of this JVM. Ends with this JVM at the latest. Thread-safe.
 *
 * <pre>{@code
 * try (JavaProcess writer = JavaLaunch.of(Writer.class).arguments(folder).start()) {
 *     writer.awaitLine(line -> line.equals("ready"), Duration.ofSeconds(20));
 *     writer.kill();
 * }
 * }</pre>
 */
public final class JavaProcess implements AutoCloseable {

    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    private final Process process;
    private final Lines lines = new Lines();
    private final Thread reader = Thread.ofVirtual().unstarted(this::read);
    private final Thread atExit = new Thread(this::end, "weft-test-jvm-stop");

    private JavaProcess(Process process) {
        this.process = process;
    }

    static JavaProcess of(Process started) {
        JavaProcess java = new JavaProcess(started);
        java.reader.start();
        Runtime.getRuntime().addShutdownHook(java.atExit);
        return java;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed so far; after {@link #kill()} or {@link #awaitExit}, all that it ever printed. */
    public List<String> lines() {
        return lines.sofar();
    }

    /**
     * Waits for a line like this; one that was printed before counts.
     *
     * @return the first one
     * @throws IllegalStateException if it ends or the limit passes without one, with what it printed
     */
    public String awaitLine(Predicate<String> wanted, Duration limit) {
        return lines.await(wanted, limit);
    }

    /** Waits until it has printed so many lines. Fails as {@link #awaitLine} does. */
    public void awaitLines(int count, Duration limit) {
        lines.await(count, limit);
    }

    /**
     * Ends it with SIGKILL, and leaves alone what it has started, as a crash does. Returns when it has ended and its output is read.
     *
     * @return its exit code: 137, or another one if it had ended by itself before
     */
    public int kill() {
        // Through its handle, because the process object would close the output as well, with lines in it.
        process.toHandle().destroyForcibly();
        return awaitExit(END_LIMIT);
    }

    /** Asks it to end with SIGTERM, as operators and orchestrators do. See {@link #awaitExit}. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Stops it with SIGSTOP: it keeps its connections, its locks and its place in groups, and does nothing. */
    public void suspend() {
        Signals.stop(process.toHandle());
    }

    /** Lets it go on with SIGCONT, as one who does not know that time has passed. */
    public void resume() {
        Signals.resume(process.toHandle());
    }

    /**
     * @return its exit code
     * @throws IllegalStateException if it does not end within the limit
     */
    public int awaitExit(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("process " + pid() + " did not end within " + limit + ": " + lines());
            }
            reader.join(END_LIMIT);
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while process " + pid() + " ended", e);
        }
    }

    /** Kills it and all that it has started. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // This JVM ends, and the hook finds nothing left to do.
        }
    }

    private void end() {
        Signals.kill(process.toHandle());
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the output of process " + pid(), e);
        } finally {
            lines.end();
        }
    }
}
