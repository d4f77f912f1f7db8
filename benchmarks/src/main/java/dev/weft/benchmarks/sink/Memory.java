package dev.weft.benchmarks.sink;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** What this process holds. */
final class Memory {

    private static final double MEBIBYTE = 1024.0 * 1024;
    private static final Path STATUS = Path.of("/proc/self/status");

    private Memory() {}

    /** Heap after a collection, and what of the process is in memory where the system tells. */
    static String now() throws IOException {
        System.gc();
        double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBIBYTE;
        return "heap %.0f MiB after a collection, of %.0f at most; %s"
                .formatted(heap, Runtime.getRuntime().maxMemory() / MEBIBYTE, resident());
    }

    private static String resident() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return "resident memory is not told by this system";
        }
        Map<String, Long> kibibytes = Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS") || line.startsWith("RssFile"))
                .map(line -> line.split("\\s+"))
                .collect(Collectors.toMap(words -> words[0], words -> Long.parseLong(words[1])));
        return "resident %,d MiB, of which %,d are mapped files"
                .formatted(kibibytes.getOrDefault("VmRSS:", 0L) / 1024, kibibytes.getOrDefault("RssFile:", 0L) / 1024);
    }
}
