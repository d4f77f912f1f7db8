package dev.weft.cli.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the uploads of one import came to. Safe for use by several threads. */
final class Tally {

    final LongAdder read = new LongAdder();
    final LongAdder accepted = new LongAdder();
    final LongAdder unchanged = new LongAdder();
    final LongAdder rejected = new LongAdder();

    private final List<ImportFailure> failures = new ArrayList<>();

    void reject(ImportFailure failure) {
        rejected.increment();
        note(failure);
    }

    synchronized void note(ImportFailure failure) {
        if (failures.size() < Importer.MAX_FAILURES) {
            failures.add(failure);
        }
    }

    synchronized List<ImportFailure> failures() {
        return List.copyOf(failures);
    }

    long uploaded() {
        return accepted.sum() + unchanged.sum() + rejected.sum();
    }
}
