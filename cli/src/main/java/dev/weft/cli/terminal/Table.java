package dev.weft.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns that are as wide as what is in them. For use by one thread. */
public final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final int columns;

    /** @param head the columns' names */
    public Table(String... head) {
        columns = head.length;
        rows.add(List.of(head));
    }

    /** @throws IllegalArgumentException if there are not as many cells as columns */
    public void add(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException("a row must have " + columns + " cells, got " + cells.length);
        }
        rows.add(List.of(cells));
    }

    /** Prints the head faintly and the rows below it, each on one line of the terminal. */
    public void print(Terminal terminal) {
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], Terminal.printable(row.get(i)).length());
            }
        }
        boolean head = true;
        for (List<String> row : rows) {
            String line = Terminal.clipped(
                    line(row, widths), terminal.outIsTerminal() ? terminal.columns() : Integer.MAX_VALUE);
            terminal.out().println(head ? terminal.styled(Style.FAINT, line) : line);
            head = false;
        }
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < columns; i++) {
            String cell = Terminal.printable(row.get(i));
            line.append(cell);
            if (i < columns - 1) {
                line.append(" ".repeat(widths[i] - cell.length())).append(GAP);
            }
        }
        return line.toString().stripTrailing();
    }
}
