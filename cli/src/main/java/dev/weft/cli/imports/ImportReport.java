package dev.weft.cli.imports;

import dev.weft.cli.client.ImportCounts;
import java.time.Duration;
import java.util.List;

/**
 * How an import ended.
 *
 * @param items entries read from the catalog
 * @param counts the gateway's counts of what it took
 * @param accepted entries that the gateway took as new or changed
 * @param unchanged entries that were there already
 * @param rejected entries that were not taken: unreadable ones and those that the gateway refused
 * @param failures the first of what failed, up to {@link Importer#MAX_FAILURES}
 * @param complete whether everything taken is searchable or failed; false when waiting was not wanted or ran out of patience
 */
public record ImportReport(
        String importId,
        long items,
        ImportCounts counts,
        long accepted,
        long unchanged,
        long rejected,
        List<ImportFailure> failures,
        boolean complete,
        Duration elapsed) {

    public ImportReport {
        failures = List.copyOf(failures);
    }

    public long failed() {
        return rejected + counts.failed();
    }

    public double itemsPerSecond() {
        return items / Math.max(elapsed.toNanos() / 1e9, 1e-3);
    }
}
