package dev.weft.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

/** The lines of docs/bad-input.md. */
final class BadInputTable {

    private static final int COLUMNS = 4;

    private BadInputTable() {}

    /**
     * One line of the table.
     *
     * @param name names the generator
     * @param answer an HTTP status, or the stage of a dead letter
     * @param reason the fixed word, empty where nothing is refused
     */
    record Line(String name, String answer, String reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Line> read() throws IOException {
        return Files.readAllLines(Project.docs().resolve("bad-input.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| Case "))
                .map(BadInputTable::parse)
                .toList();
    }

    private static Line parse(String line) {
        List<String> cells = Arrays.stream(line.substring(1).split("\\|", -1))
                .map(String::strip)
                .toList();
        if (cells.size() != COLUMNS + 1) {
            throw new IllegalArgumentException("a line has " + COLUMNS + " cells, got " + line);
        }
        return new Line(cells.getFirst(), cells.get(2), cells.get(3).replace("`", ""));
    }
}
