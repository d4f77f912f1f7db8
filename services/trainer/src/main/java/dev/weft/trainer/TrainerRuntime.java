package dev.weft.trainer;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.weft.core.Artifact;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.TenantId;
import dev.weft.events.EventCodecs;
import dev.weft.events.TopicProvisioner;
import dev.weft.events.releases.ReleaseConflictException;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.media.Artifacts;
import dev.weft.media.ObjectStores;
import dev.weft.trainer.round.ImportedCandidates;
import dev.weft.trainer.round.NothingToMeasureException;
import dev.weft.trainer.round.Progress;
import dev.weft.trainer.round.ReleaseFiles;
import dev.weft.trainer.round.ReleaseMeasurement;
import dev.weft.trainer.round.RoundRequest;
import dev.weft.trainer.round.RoundRunner;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A trainer at work: one thread, one thing at a time: a round, the judging of an imported release, or a measurement. */
final class TrainerRuntime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrainerRuntime.class);
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final Duration LOG_PATIENCE = Duration.ofSeconds(5);

    private final RoundBook book;
    private final EvaluationBook evaluations;
    private final ReleaseLog releases;
    private final LogInputs inputs;
    private final RoundRunner runner;
    private final ImportedCandidates imported;
    private final ReleaseMeasurement measurement;
    private final Triggers triggers;
    private final SynchronousQueue<Runnable> asked = new SynchronousQueue<>();
    private final Map<ReleaseId, Instant> notBefore = new HashMap<>();
    private final Thread thread;

    private TrainerRuntime(TrainerSettings settings, RoundBook book, EvaluationBook evaluations, EventCodecs codecs) {
        this.book = book;
        this.evaluations = evaluations;
        ReleaseFiles files = files(
                new Artifacts(ObjectStores.open(settings.objectStore())),
                settings.plan().owner());
        this.inputs = new LogInputs(settings, codecs, files);
        this.releases = ReleaseLog.open(settings.kafka(), codecs);
        this.runner = new RoundRunner(
                settings.plan(), inputs, releases, files, settings.state().resolve("round"));
        this.imported = new ImportedCandidates(settings.plan(), inputs, releases, files);
        this.measurement = new ReleaseMeasurement(settings.plan(), inputs, releases, files);
        this.triggers = new Triggers(settings, codecs, releases);
        this.thread = Thread.ofPlatform().name("weft-trainer").unstarted(this::run);
    }

    /** @throws RuntimeException if the broker or the model can't be reached now */
    static TrainerRuntime start(TrainerSettings settings, RoundBook book, EvaluationBook evaluations) {
        TopicProvisioner.ensure(settings.kafka(), START);
        TrainerRuntime runtime = new TrainerRuntime(settings, book, evaluations, EventCodecs.open(settings.kafka()));
        runtime.triggers.start();
        runtime.thread.start();
        return runtime;
    }

    private static ReleaseFiles files(Artifacts artifacts, TenantId owner) {
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
     * Begins a round.
     *
     * @return its id; empty if one is under way
     */
    Optional<String> begin(RoundRequest request) {
        String id = newId();
        return asked.offer(() -> round(id, request)) ? Optional.of(id) : Optional.empty();
    }

    /**
     * Begins to measure a release.
     *
     * @return empty if something is under way
     */
    Optional<EvaluationView> beginEvaluation(EvaluationRequest request) {
        EvaluationView begun = EvaluationView.begun(newId(), request);
        if (!asked.offer(() -> measure(begun, request))) {
            return Optional.empty();
        }
        evaluations.begun(begun);
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

    /** Why it doesn't train now; empty when it does, or would. */
    Optional<String> problem() {
        return releases.trouble().or(triggers::problem);
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Runnable next = asked.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                if (next != null) {
                    next.run();
                } else if (!judgeImported()) {
                    triggers.due().ifPresent(request -> round(newId(), request));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void round(String id, RoundRequest request) {
        triggers.begun();
        noting(id, () -> runner.run(id, request, book::note));
    }

    /** @return whether there was one to judge */
    private boolean judgeImported() {
        Instant now = Instant.now();
        Optional<Release> next = imported.waiting().stream()
                .filter(release ->
                        notBefore.getOrDefault(release.id(), Instant.MIN).isBefore(now))
                .findFirst();
        next.ifPresent(release -> {
            notBefore.put(release.id(), now.plus(RETRY));
            String id = newId();
            noting(id, () -> imported.judge(id, release, book::note));
        });
        return next.isPresent();
    }

    /** A round, or a part of one. */
    private interface Work {
        Progress run() throws InterruptedException, IOException, TimeoutException, ReleaseConflictException;
    }

    private void noting(String id, Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ReleaseConflictException | TimeoutException | IOException | RuntimeException e) {
            LOG.error("a round has failed: id={}", id, e);
            book.find(id).ifPresent(progress -> book.note(progress.failed(String.valueOf(e.getMessage()))));
        }
    }

    private void measure(EvaluationView begun, EvaluationRequest request) {
        evaluations.note(begun);
        try {
            evaluations.note(begun.measured(measurement.measure(request.release(), request.against())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (NothingToMeasureException e) {
            evaluations.note(begun.ended("nothing_to_measure", String.valueOf(e.getMessage())));
        } catch (TimeoutException | IOException | RuntimeException e) {
            LOG.error("a measurement has failed: id={}", begun.id(), e);
            evaluations.note(begun.ended("failed", String.valueOf(e.getMessage())));
        }
    }

    private static String newId() {
        return UlidCreator.getMonotonicUlid().toString();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        triggers.close();
        releases.close();
        inputs.close();
    }
}
