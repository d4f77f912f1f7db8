package dev.weft.sink.reconcile;

import dev.weft.core.ReleaseId;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts runs, one at a time, when somebody asks for one or it is time for it, and remembers the last ones. Thread-safe. */
@ApplicationScoped
public class Reconciliations {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliations.class);
    private static final String STOPPED = "the application was stopped";
    private static final int REMEMBERED = 20;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration MIN_EVERY = Duration.ofSeconds(1);
    private static final Duration MAX_EVERY = Duration.ofDays(365);

    private final ReconcileConfig config;
    private final ReconcileMetrics metrics;
    private final Clock clock = Clock.systemUTC();
    private final Deque<ReconciliationRun> runs = new ArrayDeque<>();
    private @Nullable Reconcilers reconcilers;
    private @Nullable ScheduledExecutorService worker;

    Reconciliations(ReconcileConfig config, MeterRegistry registry) {
        this.config = config;
        this.metrics = new ReconcileMetrics(registry);
    }

    /** @throws IllegalArgumentException if a configured value is out of its range, with the key */
    public ReconcileSettings settings() {
        config.every()
                .filter(every -> every.compareTo(MIN_EVERY) < 0 || every.compareTo(MAX_EVERY) > 0)
                .ifPresent(every -> {
                    throw new IllegalArgumentException(
                            "weft.sink.reconcile.every must be 1 s to 365 days, got " + every);
                });
        return new ReconcileSettings(
                config.folder().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"))),
                config.maxDiskBytes(),
                config.memoryBytes(),
                config.rowsPerSecond(),
                config.patience(),
                config.maxFindings(),
                config.findingsFolder());
    }

    /** The sink works: runs can begin. */
    public synchronized void open(Reconcilers beside) {
        ScheduledExecutorService own = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("weft-reconcile").factory());
        reconcilers = beside;
        worker = own;
        config.every().ifPresent(every -> schedule(own, beside, every));
    }

    private void schedule(ScheduledExecutorService own, Reconcilers beside, Duration every) {
        var _ = own.scheduleWithFixedDelay(
                () -> runBySchedule(beside), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends a run that goes on, and waits some seconds for that. Idempotent. */
    public void close() {
        ExecutorService closing;
        synchronized (this) {
            closing = worker;
            worker = null;
            reconcilers = null;
        }
        if (closing != null) {
            closing.shutdownNow();
            try {
                if (!closing.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.warn("a reconciliation does not end, the application goes on without waiting for it");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            last().stream().filter(run -> run.ending().isEmpty()).forEach(run -> run.end(failed(STOPPED)));
        }
        metrics.close();
    }

    /**
     * Begins a run and returns at once.
     *
     * @throws ProblemException if one goes on, the sink does not work yet, or the release is not indexed
     */
    synchronized ReconciliationRun start(Mode mode, Optional<String> release) {
        Reconcilers beside = reconcilers;
        ExecutorService free = worker;
        if (beside == null || free == null) {
            throw new ProblemException(StandardReason.UNAVAILABLE, "the sink does not work yet");
        }
        ReleaseId wanted = release.map(name -> indexed(beside, name)).orElseGet(beside::live);
        ReconciliationRun going = going();
        if (going != null) {
            throw new ProblemException(
                    ReconcileReason.ALREADY_RUNNING, "wait for the end of reconciliation " + going.id());
        }
        Reconciler reconciler = beside.of(wanted);
        ReconciliationRun run = begin(mode, wanted);
        free.execute(() -> run(reconciler, run));
        return run;
    }

    private static ReleaseId indexed(Reconcilers beside, String name) {
        List<ReleaseId> indexed = beside.indexed();
        return indexed.stream()
                .filter(id -> id.toString().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new ProblemException(ReconcileReason.UNKNOWN_RELEASE, "this sink writes " + indexed));
    }

    /** The last runs, the newest first. */
    synchronized List<ReconciliationRun> last() {
        return List.copyOf(runs);
    }

    /** The last run that has ended. */
    Optional<ReconciliationRun> lastEnded() {
        return last().stream().filter(run -> run.ending().isPresent()).findFirst();
    }

    private void runBySchedule(Reconcilers beside) {
        ReconciliationRun run;
        synchronized (this) {
            if (going() != null) {
                return;
            }
            run = begin(config.repair() ? Mode.REPAIR : Mode.VERIFY, beside.live());
        }
        run(beside.of(run.release()), run);
    }

    private @Nullable ReconciliationRun going() {
        return runs.stream().filter(run -> run.ending().isEmpty()).findFirst().orElse(null);
    }

    private ReconciliationRun begin(Mode mode, ReleaseId release) {
        ReconciliationRun run = new ReconciliationRun(UUID.randomUUID().toString(), mode, release, clock.instant());
        runs.addFirst(run);
        if (runs.size() > REMEMBERED) {
            runs.removeLast();
        }
        return run;
    }

    private void run(Reconciler beside, ReconciliationRun run) {
        ReconciliationRun.Ending ending = ending(beside, run);
        metrics.ended(ending);
        run.end(ending);
    }

    private ReconciliationRun.Ending ending(Reconciler beside, ReconciliationRun run) {
        try {
            Report report = beside.run(run.mode(), run.id(), run.progress());
            LOG.info(
                    "a reconciliation has ended: id={} mode={} found={} repaired={} unchecked={} took={}",
                    run.id(),
                    run.mode().word(),
                    report.found(),
                    report.repaired(),
                    report.unchecked(),
                    report.took());
            return new ReconciliationRun.Ending(clock.instant(), Optional.of(report), Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(STOPPED);
        } catch (RuntimeException e) {
            // The schedule must go on after it, and whoever asked for the run is told.
            LOG.warn("a reconciliation has failed: id={}", run.id(), e);
            return failed(String.valueOf(e.getMessage()));
        }
    }

    private ReconciliationRun.Ending failed(String why) {
        return new ReconciliationRun.Ending(clock.instant(), Optional.empty(), Optional.of(why));
    }
}
