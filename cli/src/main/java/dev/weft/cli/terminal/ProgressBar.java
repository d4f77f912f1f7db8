package dev.weft.cli.terminal;

import dev.weft.cli.imports.ImportProgress;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Shows how an import or a download gets on: redrawn in place on a terminal, a line every few seconds elsewhere. Safe for use by one thread at a
 * time.
 */
public final class ProgressBar {

    private static final Duration LINE_EVERY = Duration.ofSeconds(3);

    private static final int WIDTH = 24;

    /** Eighths of a character. */
    private static final String PARTIAL = " ▏▎▍▌▋▊▉";

    /** Weight of the newest rate: the shown one follows within some two seconds and does not flicker. */
    private static final double SMOOTHING = 0.15;

    private final Terminal terminal;
    private final String title;
    private final ProgressUnit unit;
    private Duration lastAt = Duration.ZERO;
    private Duration lastLineAt = Duration.ZERO;
    private long lastSettled;
    private double rate;
    private boolean drawn;

    public ProgressBar(Terminal terminal, String title) {
        this(terminal, title, ProgressUnit.ITEMS);
    }

    ProgressBar(Terminal terminal, String title, ProgressUnit unit) {
        this.terminal = terminal;
        this.title = title;
        this.unit = unit;
    }

    public void show(ImportProgress progress) {
        measure(progress);
        if (terminal.errIsTerminal()) {
            terminal.err().print("\r" + fitted(line(progress)) + "\u001b[K");
            terminal.err().flush();
            drawn = true;
        } else if (progress.elapsed().minus(lastLineAt).compareTo(LINE_EVERY) >= 0) {
            lastLineAt = progress.elapsed();
            terminal.err().println(line(progress));
        }
    }

    /** Leaves the last state standing and starts a new line. */
    public void finish() {
        if (drawn) {
            terminal.err().println();
            drawn = false;
        }
    }

    private void measure(ImportProgress progress) {
        double seconds = progress.elapsed().minus(lastAt).toNanos() / 1e9;
        if (seconds >= 0.1) {
            double now = (progress.settled() - lastSettled) / seconds;
            rate = lastAt.isZero() ? now : rate + SMOOTHING * (now - rate);
            lastAt = progress.elapsed();
            lastSettled = progress.settled();
        }
    }

    private String line(ImportProgress progress) {
        StringBuilder line = new StringBuilder(title).append("  ");
        OptionalLong total = progress.total();
        if (total.isPresent() && total.getAsLong() > 0) {
            double share = Math.min(1, progress.settled() / (double) total.getAsLong());
            if (terminal.errIsTerminal()) {
                line.append(bar(share)).append(' ');
            }
            line.append(String.format(Locale.ROOT, "%3d %%  ", (int) (share * 100)));
            line.append(unit.share(progress.settled(), total.getAsLong()));
        } else {
            line.append(unit.soFar(progress));
        }
        line.append("  ").append(unit.rate(rate));
        if (total.isPresent() && rate > 0.5 && progress.settled() < total.getAsLong()) {
            line.append("  ETA ").append(duration((long) ((total.getAsLong() - progress.settled()) / rate)));
        }
        if (progress.failed() > 0) {
            line.append(String.format(Locale.ROOT, "  %,d failed", progress.failed()));
        }
        return line.toString();
    }

    private String fitted(String line) {
        return Terminal.clipped(line, terminal.columns() - 1);
    }

    /** @param share that is done, 0 to 1 */
    static String bar(double share) {
        int eighths = (int) Math.round(share * WIDTH * 8);
        int full = eighths / 8;
        String partial = full < WIDTH ? PARTIAL.substring(eighths % 8, eighths % 8 + 1) : "";
        return "▕" + "█".repeat(full) + partial + " ".repeat(Math.max(0, WIDTH - full - 1)) + "▏";
    }

    private static String duration(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d h", seconds / 3600, seconds / 60 % 60);
    }
}
