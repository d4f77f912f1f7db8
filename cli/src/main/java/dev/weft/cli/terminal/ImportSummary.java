package dev.weft.cli.terminal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.cli.imports.ImportFailure;
import dev.weft.cli.imports.ImportReport;
import java.util.List;
import java.util.Locale;

/** The end of an import in words or as one line of JSON. */
public final class ImportSummary {

    private static final int SHOWN_FAILURES = 20;

    private ImportSummary() {}

    public static void print(ImportReport report, Terminal terminal, boolean json) {
        if (json) {
            terminal.out().println(asJson(report));
        } else {
            printText(report, terminal);
        }
    }

    private static void printText(ImportReport report, Terminal terminal) {
        List<ImportFailure> shown =
                report.failures().stream().limit(SHOWN_FAILURES).toList();
        for (ImportFailure failure : shown) {
            terminal.err()
                    .println(terminal.styled(Style.BAD, "failed") + "  " + Terminal.printable(failure.where()) + ": "
                            + failure.reason() + ": " + Terminal.printable(failure.detail()));
        }
        if (report.failed() > shown.size()) {
            terminal.err().printf(Locale.ROOT, "… and %,d more failures%n", report.failed() - shown.size());
        }
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "%,d items in %.1f s (%,.0f items/s): %,d searchable, %,d unchanged, %,d failed%n",
                        report.items(),
                        report.elapsed().toNanos() / 1e9,
                        report.itemsPerSecond(),
                        report.counts().searchable(),
                        report.unchanged(),
                        report.failed());
        long open = report.items() - report.unchanged() - report.counts().searchable() - report.failed();
        if (!report.complete() && open > 0) {
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "%,d are still on their way to the index. 'weft status ID' tells about one of them.%n",
                            open);
        }
    }

    static ObjectNode asJson(ImportReport report) {
        ObjectNode line = new ObjectMapper().createObjectNode();
        line.put("import", report.importId());
        line.put("items", report.items());
        line.put("accepted", report.accepted());
        line.put("unchanged", report.unchanged());
        line.put("searchable", report.counts().searchable());
        line.put("failed", report.failed());
        line.put("complete", report.complete());
        line.put("seconds", rounded(report.elapsed().toNanos() / 1e9));
        line.put("itemsPerSecond", rounded(report.itemsPerSecond()));
        ArrayNode failures = line.putArray("failures");
        report.failures()
                .forEach(each -> failures.addObject()
                        .put("where", each.where())
                        .put("reason", each.reason())
                        .put("detail", each.detail()));
        return line;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
