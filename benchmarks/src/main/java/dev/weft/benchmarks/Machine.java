package dev.weft.benchmarks;

/** What figures were measured on. */
public final class Machine {

    private Machine() {}

    /** Cores, architecture and Java, in one line. */
    public static String description() {
        return "%d cores, %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(), System.getProperty("os.arch"), Runtime.version());
    }
}
