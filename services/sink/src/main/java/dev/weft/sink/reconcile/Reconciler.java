package dev.weft.sink.reconcile;

import dev.weft.core.ReleaseId;
import dev.weft.vectorstore.VectorStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Compares what the embeddings topic says of a release with what the store holds, beside a sink at work, and repairs it if that is wanted.
 *
 * <p>Nothing that the sink is about to do counts as a difference. The log is read up to its end; the sink gets some time to come there; how far it
 * is by its committed offsets is what the store must hold at least. Then the store is read, and after it what has come to the log meanwhile: what
 * the store may hold at most. What is outside these bounds was wrong at the moment it was read, and counts if the store shows the same when it is
 * asked for these items once more.
 *
 * <p>Memory: two times 64 small buffers, the keys of one share of the log, and the vectors of 500 items. Disk: about 60 bytes per record of the log
 * and per item of the store. Safe for use by several threads, each run with rules of its own.
 */
public final class Reconciler {

    private final SinkLog log;
    private final VectorStore store;
    private final ReleaseId release;
    private final Supplier<SinkRules> rules;
    private final ReconcileSettings settings;
    private final Clock clock;

    /**
     * @param log of the sink that writes the store
     * @param store stays open
     * @param release whose collection is compared
     * @param rules makes the rules of a run; it may do I/O
     */
    public Reconciler(
            SinkLog log,
            VectorStore store,
            ReleaseId release,
            Supplier<SinkRules> rules,
            ReconcileSettings settings,
            Clock clock) {
        this.log = log;
        this.store = store;
        this.release = release;
        this.rules = rules;
        this.settings = settings;
        this.clock = clock;
    }

    /** The release whose collection is compared. */
    public ReleaseId release() {
        return release;
    }

    /**
     * Runs once; takes seconds to minutes.
     *
     * @param name of the file of findings, if there is to be one, without its ending
     * @param progress is kept up to date
     * @throws ReconcileException if it can't be finished for a reason that an operator can do something about
     * @throws dev.weft.vectorstore.VectorStoreException if the store fails
     * @throws org.apache.kafka.common.KafkaException if Kafka fails
     */
    public Report run(Mode mode, String name, Progress progress) throws InterruptedException {
        Optional<Path> file = settings.findingsFolder().map(folder -> folder.resolve(name + ".jsonl"));
        if (file.isEmpty()) {
            return run(mode, progress, Optional.empty());
        }
        try (FindingsFile open = FindingsFile.create(file.get())) {
            return run(mode, progress, Optional.of(open));
        }
    }

    private Report run(Mode mode, Progress progress, Optional<FindingsFile> file) throws InterruptedException {
        Instant startedAt = clock.instant();
        long startedNanos = System.nanoTime();
        Findings findings = new Findings(settings.maxFindings());
        SinkRules own = rules.get();
        try (EmbeddingsLog reading = EmbeddingsLog.open(log)) {
            Aftermath aftermath = new Aftermath(mode, store, release.collection(), own, reading, finding -> {
                findings.accept(finding);
                file.ifPresent(open -> open.accept(finding));
                progress.found(findings.total());
            });
            try (BothSides sides = new BothSides(reading, store, release, own, settings, progress)) {
                sides.read();
                progress.enter(Progress.Phase.COMPARING);
                Comparison.Counts counts = sides.compare(aftermath);
                aftermath.finish();
                return new Report(
                        mode,
                        release,
                        startedAt,
                        Duration.ofNanos(System.nanoTime() - startedNanos),
                        new Report.LogCounts(progress.logRecords(), counts.logLive, counts.logDeleted, counts.logRows),
                        new Report.StoreCounts(
                                counts.storeLive, counts.storeDeleted, sides.storeRows(), sides.dimension()),
                        findings.found(),
                        findings.repaired(),
                        findings.byPartition(),
                        findings.unlogged(),
                        sides.unchecked(),
                        counts.unproven,
                        findings.first());
            }
        }
    }
}
