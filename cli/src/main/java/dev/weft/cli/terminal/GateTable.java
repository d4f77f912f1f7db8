package dev.weft.cli.terminal;

import dev.weft.cli.client.HeldOutFigures;
import dev.weft.cli.client.HeldOutFigures.Recall;
import java.util.Locale;

/** Recall on held-out families before and after, as a table. */
public final class GateTable {

    private GateTable() {}

    public static void print(HeldOutFigures figures, Terminal terminal) {
        terminal.out()
                .println(terminal.styled(
                        Style.FAINT,
                        String.format(
                                Locale.ROOT,
                                "held-out families, which nothing was learnt from: %,d queries of %,d families among %,d items",
                                figures.queries(),
                                figures.families(),
                                figures.pool())));
        double confidence = figures.recalls().stream()
                .mapToDouble(Recall::confidence)
                .findFirst()
                .orElse(0);
        Table table = new Table(
                "found among the first",
                "before",
                "after",
                "points",
                String.format(Locale.ROOT, "%.0f %% interval", confidence * 100));
        for (Recall recall : figures.recalls()) {
            table.add(
                    recall.direction().replace('_', ' ') + "  R@" + recall.at(),
                    percent(recall.before()),
                    percent(recall.after()),
                    String.format(Locale.ROOT, "%+.1f", recall.change()),
                    String.format(Locale.ROOT, "%+.1f to %+.1f", recall.low(), recall.high()));
        }
        table.print(terminal);
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.1f %%", value);
    }
}
