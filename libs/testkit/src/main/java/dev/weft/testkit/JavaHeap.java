package dev.weft.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What another JVM's heap holds, by {@code jcmd} of the JDK this one runs in. Thread-safe. */
public final class JavaHeap {

    /** The last line of a histogram: instances, and their bytes. */
    private static final Pattern TOTAL = Pattern.compile("^Total\\s+\\d+\\s+(\\d+)", Pattern.MULTILINE);

    private JavaHeap() {}

    /**
     * Collects all garbage there and counts what is left. Stops that JVM for a moment, and takes about a second.
     *
     * @throws IllegalStateException if that JVM does not answer, with what {@code jcmd} said
     */
    public static long liveBytes(JavaProcess process) {
        String histogram = jcmd(process.pid(), "GC.class_histogram");
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IllegalStateException("no total in the histogram of process " + process.pid() + ": " + histogram);
        }
        return Long.parseLong(total.group(1));
    }

    private static String jcmd(long pid, String command) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process asked = new ProcessBuilder(jcmd, Long.toString(pid), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("jcmd " + command + " of process " + pid, e);
        }
    }
}
