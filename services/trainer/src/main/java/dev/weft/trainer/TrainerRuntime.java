package dev.weft.trainer;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.weft.core.Artifact;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.TenantId;
import dev.weft.core.running.Threads;
import dev.weft.events.EventCodecs;
import dev.weft.events.TopicProvisioner;
import dev.weft.events.releases.ReleaseConflictException;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.media.Artifacts;
import dev.weft.media.ObjectStores;
import dev.weft.trainer.round.ImportedCandidates;
import dev.weft.trainer.round.Progress;
import dev.weft.trainer.round.ReleaseFiles;
import dev.weft.trainer.round.ReleaseMeasurement;
import dev.weft.trainer.round.RoundInputs;
import dev.weft.trainer.round.RoundRequest;
import dev.weft.trainer.round.RoundRunner;
import dev.weft.trainer.round.UnfinishedRound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A trainer at work: one thread, one thing at a time: a round, the judging of a release from elsewhere, or a measurement. */
final class TrainerRuntime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrainerRuntime.class);
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LOG_PATIENCE = Duration.ofSeconds(5);

    private final RoundBook book;
    private final Consumer<Progress> observer;
    private final ReleaseLog releases;
    private final Runnable closeInputs;
    private final RoundRunner runner;
    private final EvaluationBook evaluations = new EvaluationBook();
    private final ReleaseWork work;
    private final Triggers triggers;

    /** Each does something, and returns what tells its end. */
    private final BlockingQueue<Supplier<Runnable>> accepted = new ArrayBlockingQueue<>(1);

    private final AtomicBoolean busy = new AtomicBoolean();
    private final Thread thread;

    private TrainerRuntime(
            RoundBook book,
            Consumer<Progress> observer,
            ReleaseLog releases,
            RoundRunner runner,
            ImportedCandidates imported,
            ReleaseMeasurement measurement,
            Triggers triggers,
            Runnable closeInputs) {
        this.book = book;
        this.observer = observer;
        this.releases = releases;
        this.runner = runner;
        this.work = new ReleaseWork(book, evaluations, imported, measurement);
        this.triggers = triggers;
        this.closeInputs = closeInputs;
        this.thread = Thread.ofPlatform().name("weft-trainer").unstarted(this::run);
    }

    /**
     * Begins; a round that was under way when the process ended goes on.
     *
     * @throws RuntimeException if the broker can't be reached now
     */
    static TrainerRuntime start(TrainerSettings settings, RoundBook book) {
        TopicProvisioner.ensure(settings.kafka(), START);
        EventCodecs codecs = EventCodecs.open(settings.kafka());
        LogInputs inputs = new LogInputs(settings, codecs, files(settings));
        return start(settings, book, codecs, inputs, inputs::close, _ -> {});
    }

    /**
     * With inputs that are open, and topics that are there.
     *
     * @param closeInputs is called when nothing uses them any more, also if the start fails
     * @param observer hears how far rounds are, on the trainer's thread, before anything of them is cleared away
     */
    static TrainerRuntime start(
            TrainerSettings settings,
            RoundBook book,
            EventCodecs codecs,
            RoundInputs inputs,
            Runnable closeInputs,
            Consumer<Progress> observer) {
        ReleaseLog releases = ReleaseLog.open(settings.kafka(), codecs);
        try {
            ReleaseFiles files = files(settings);
            RoundRunner runner = new RoundRunner(
                    settings.plan(), inputs, releases, files, settings.state().resolve("round"));
            TrainerRuntime runtime = new TrainerRuntime(
                    book,
                    observer,
                    releases,
                    runner,
                    new ImportedCandidates(settings.plan(), inputs, releases, files),
                    new ReleaseMeasurement(settings.plan(), inputs, releases, files),
                    new Triggers(settings, codecs, releases),
                    closeInputs);
            runner.unfinished().ifPresent(runtime::goOn);
            runtime.triggers.start();
            runtime.thread.start();
            return runtime;
        } catch (RuntimeException e) {
            releases.close();
            closeInputs.run();
            throw e;
        }
    }

    private static ReleaseFiles files(TrainerSettings settings) {
        Artifacts artifacts = new Artifacts(ObjectStores.open(settings.objectStore()));
        TenantId owner = settings.plan().owner();
        return new ReleaseFiles() {
            @Override
            public Artifact put(byte[] bytes, String contentType) throws IOException {
                return artifacts.put(owner, bytes, contentType);
            }

            @Override
            public byte[] read(Artifact artifact, long maxBytes) throws IOException {
                return artifacts.read(artifact, maxBytes);
            }
        };
    }

    /**
     * Begins a round, which from now on survives the end of this process.
     *
     * @return its id; empty if one is under way
     */
    Optional<String> begin(RoundRequest request) {
        if (!busy.compareAndSet(false, true)) {
            return Optional.empty();
        }
        String id = UlidCreator.getMonotonicUlid().toString();
        try {
            book.note(runner.accept(id, request));
        } catch (RuntimeException e) {
            busy.set(false);
            throw e;
        }
        accepted.add(() -> round(id, request));
        return Optional.of(id);
    }

    EvaluationBook evaluations() {
        return evaluations;
    }

    /**
     * Begins to measure a release.
     *
     * @return empty if something is under way
     */
    Optional<EvaluationView> beginEvaluation(EvaluationRequest request) {
        if (!busy.compareAndSet(false, true)) {
            return Optional.empty();
        }
        EvaluationView begun =
                EvaluationView.begun(UlidCreator.getMonotonicUlid().toString(), request);
        evaluations.note(begun);
        accepted.add(() -> work.measure(begun, request));
        return Optional.of(begun);
    }

    /** @throws RoundProblem if there is no such release, or the log can't be read now */
    void requireRelease(ReleaseId id) {
        try {
            releases.awaitRead(LOG_PATIENCE);
        } catch (TimeoutException e) {
            throw new RoundProblem(RoundProblem.Reason.UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RoundProblem(RoundProblem.Reason.UNAVAILABLE, "the trainer stops");
        }
        if (releases.find(id).isEmpty()) {
            throw new RoundProblem(RoundProblem.Reason.UNKNOWN_RELEASE, "there is no release " + id);
        }
    }

    private void goOn(UnfinishedRound round) {
        LOG.info(
                "a round that was under way goes on: id={} reason={}",
                round.id(),
                round.request().reason());
        busy.set(true);
        accepted.add(() -> round(round.id(), round.request()));
    }

    /** Why it doesn't train now; empty when it does, or would. */
    Optional<String> problem() {
        if (!thread.isAlive()) {
            return Optional.of("the trainer's thread has ended, see the log");
        }
        return releases.trouble().or(triggers::problem);
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Supplier<Runnable> next = accepted.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                if (next == null) {
                    beginWhatIsDue();
                } else {
                    Runnable end = next.get();
                    // In this order: who hears of the end may begin the next one.
                    busy.set(false);
                    end.run();
                }
            } catch (UncheckedIOException e) {
                LOG.error("a round that is due can't begin, it is tried again", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void beginWhatIsDue() {
        Optional<Release> waiting = work.due();
        if (waiting.isEmpty()) {
            triggers.due().ifPresent(this::begin);
        } else if (busy.compareAndSet(false, true)) {
            accepted.add(() -> work.judge(waiting.get()));
        }
    }

    private Runnable round(String id, RoundRequest request) {
        triggers.begun();
        try {
            Progress ended = runner.run(id, request, this::told);
            return () -> book.note(ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ReleaseConflictException | TimeoutException | IOException | RuntimeException | LinkageError e) {
            // Kafka's clients and others answer an interrupt with exceptions of their own.
            if (!Thread.currentThread().isInterrupted()) {
                LOG.error("a round has failed: id={}", id, e);
                return () ->
                        book.find(id).ifPresent(progress -> book.note(progress.failed(String.valueOf(e.getMessage()))));
            }
        }
        return () -> LOG.info("a round is suspended, and goes on when the trainer starts again: id={}", id);
    }

    private void told(Progress progress) {
        observer.accept(progress);
        if (progress.phase() != Progress.Phase.ENDED) {
            book.note(progress);
        }
    }

    /**
     * Suspends the round under way and waits for its thread. PyTorch's libraries are taken down when the JVM ends, and beneath a step of learning that would
     * be a crash.
     */
    @Override
    public void close() {
        Threads.stop(thread, STOP);
        triggers.close();
        releases.close();
        if (thread.isAlive()) {
            LOG.warn("the trainer's thread has not ended within {} s, its model stays open", STOP.toSeconds());
        } else {
            closeInputs.run();
        }
    }
}
