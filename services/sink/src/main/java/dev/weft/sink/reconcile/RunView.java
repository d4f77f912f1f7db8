package dev.weft.sink.reconcile;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A run as JSON. */
@Schema(name = "Reconciliation")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunView(
        String id,
        String mode,
        String release,
        String state,
        String startedAt,
        @Nullable String endedAt,
        ProgressView progress,
        @Nullable String failure,
        @Nullable ReportView report) {

    /** How far it is. */
    record ProgressView(String phase, long logRecords, long logOffsets, long storeItems, long findings) {}

    /** What it has found. */
    record ReportView(
            String result,
            double seconds,
            double rowsPerSecond,
            LogView log,
            StoreView store,
            Map<String, Long> found,
            Map<String, Long> repaired,
            List<PartitionView> partitions,
            Map<String, Long> unlogged,
            long unchecked,
            long unproven,
            List<FindingView> findings) {}

    /** Counts of the log. */
    record LogView(long records, long live, long deleted, long rows) {}

    /** Counts of the store. */
    record StoreView(long live, long deleted, long rows) {}

    /** Differences of one partition. */
    record PartitionView(int partition, Map<String, Long> found) {}

    static RunView of(ReconciliationRun run) {
        return of(run, true);
    }

    /** Without the findings themselves. */
    static RunView brief(ReconciliationRun run) {
        return of(run, false);
    }

    private static RunView of(ReconciliationRun run, boolean withFindings) {
        ReconciliationRun.@Nullable Ending ending = run.ending().orElse(null);
        Progress progress = run.progress();
        return new RunView(
                run.id(),
                run.mode().word(),
                run.release().toString(),
                ending == null ? "running" : ending.report().isPresent() ? "done" : "failed",
                run.startedAt().toString(),
                ending == null ? null : ending.at().toString(),
                new ProgressView(
                        progress.phase().word(),
                        progress.logRecords(),
                        progress.logOffsets(),
                        progress.storeRows(),
                        progress.findings()),
                ending == null ? null : ending.failure().orElse(null),
                ending == null
                        ? null
                        : ending.report()
                                .map(report -> view(report, ending.result(), withFindings))
                                .orElse(null));
    }

    private static ReportView view(Report report, String result, boolean withFindings) {
        return new ReportView(
                result,
                rounded(report.took().toNanos() / 1e9),
                rounded(report.rowsPerSecond()),
                new LogView(
                        report.log().records(),
                        report.log().live(),
                        report.log().deleted(),
                        report.log().rows()),
                new StoreView(
                        report.store().live(),
                        report.store().deleted(),
                        report.store().rows()),
                words(report.found()),
                words(report.repaired()),
                report.byPartition().entrySet().stream()
                        .map(entry -> new PartitionView(entry.getKey(), words(entry.getValue())))
                        .toList(),
                words(report.unlogged()),
                report.unchecked(),
                report.unproven(),
                withFindings ? report.findings().stream().map(FindingView::of).toList() : List.of());
    }

    private static Map<String, Long> words(Map<Finding.Kind, Long> counts) {
        return counts.entrySet().stream()
                .collect(
                        Collectors.toMap(entry -> entry.getKey().word(), Map.Entry::getValue, Long::sum, TreeMap::new));
    }

    private static double rounded(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.2f", value));
    }
}
