package dev.weft.testkit.milvus;

import dev.weft.testkit.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the programs that install a server. */
final class Commands {

    private static final int WORDS_SHOWN = 6;

    private Commands() {}

    static List<String> of(List<String> command, String... arguments) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        return all;
    }

    /**
     * @param remedy what to do if it fails
     * @throws MilvusUnavailableException if it can't be started, fails, or does not end within the limit
     */
    static void run(Duration limit, String remedy, List<String> command) {
        String shown = String.join(" ", command.subList(0, Math.min(WORDS_SHOWN, command.size())));
        try {
            Path output = Files.createTempFile("weft-milvus-", ".out");
            try {
                run(limit, remedy, command, shown, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the output of '" + shown + "'", e);
        }
    }

    private static void run(Duration limit, String remedy, List<String> command, String shown, Path output)
            throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new MilvusUnavailableException("'" + command.getFirst() + "' can't be run: " + remedy, e);
        }
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new MilvusUnavailableException("'" + shown + "' did not end within " + limit + ": " + remedy);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in '" + shown + "'", e);
        } finally {
            Signals.kill(process.toHandle());
        }
        if (process.exitValue() != 0) {
            throw new MilvusUnavailableException("'" + shown + "' failed with " + process.exitValue() + ": " + remedy
                    + ". It said: " + LogTail.of(output));
        }
    }
}
