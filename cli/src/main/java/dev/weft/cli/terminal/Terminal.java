package dev.weft.cli.terminal;

import dev.weft.core.Shown;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Standard output for results and standard error for everything around them, with what is known about the terminal behind them.
 *
 * @param outIsTerminal whether results are looked at by a person
 * @param errIsTerminal whether progress can be redrawn in place
 * @param colours whether text may be coloured; never without a terminal
 * @param columns the width of a line
 */
public record Terminal(
        PrintStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal, boolean colours, int columns) {

    private static final int DEFAULT_COLUMNS = 100;

    public Terminal {
        if (columns < 1) {
            throw new IllegalArgumentException("columns must be positive, got " + columns);
        }
    }

    /**
     * This process' own. The launcher knows what is a terminal and says so in system properties; without it no stream counts as one.
     *
     * @param environment for {@code NO_COLOR} (no-color.org) and {@code TERM}
     */
    public static Terminal system(Map<String, String> environment) {
        boolean outIsTerminal = Boolean.getBoolean("weft.terminal.out");
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "").equals("dumb");
        int columns = Integer.getInteger("weft.terminal.columns", DEFAULT_COLUMNS);
        return new Terminal(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                outIsTerminal,
                Boolean.getBoolean("weft.terminal.err"),
                outIsTerminal && !plain,
                Math.max(40, columns));
    }

    /** The same, with results going where everything else goes: for text beside JSON. */
    public Terminal resultsToErr() {
        return new Terminal(err, err, errIsTerminal, errIsTerminal, colours && errIsTerminal, columns);
    }

    /** {@code text} in a style, where there are colours. */
    public String styled(Style style, String text) {
        return colours ? style.paint(text) : text;
    }

    /** Text from elsewhere made harmless for a terminal. */
    public static String printable(@Nullable String text) {
        return text == null ? "" : Shown.onOneLine(text);
    }

    /** {@code text} on one line of at most {@code width} characters. */
    public static String clipped(String text, int width) {
        String line = printable(text);
        int length = line.codePointCount(0, line.length());
        return length <= width ? line : line.substring(0, line.offsetByCodePoints(0, Math.max(0, width - 1))) + "…";
    }
}
