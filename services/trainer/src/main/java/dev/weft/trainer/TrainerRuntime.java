package dev.weft.trainer;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.running.Threads;
import dev.weft.events.EventCodecs;
import dev.weft.events.TopicProvisioner;
import dev.weft.events.leadership.Leadership;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
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
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A trainer at work: one thread, one thing at a time: a round, the judging of a release from elsewhere, or a measurement. The first two are for the one trainer
 * of the space that leads; any may measure.
 */
final class TrainerRuntime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrainerRuntime.class);
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LOG_PATIENCE = Duration.ofSeconds(5);

    private final ReleaseLog releases;
    private final Leadership leadership;
    private final WhileLeading whileLeading;
    private final Runnable closeInputs;
    private final EvaluationBook evaluations = new EvaluationBook();
    private final RoundWork rounds;
    private final ReleaseWork work;
    private final Triggers triggers;

    /** Each does something, and returns what tells its end. */
    private final BlockingQueue<Supplier<Runnable>> accepted = new ArrayBlockingQueue<>(1);

    private final AtomicBoolean busy = new AtomicBoolean();
    private final Thread thread;
    private volatile boolean closing;

    /** Whether the lead was taken over, with what was left. */
    private volatile boolean leading;

    private TrainerRuntime(
            RoundBook book,
            ReleaseLog releases,
            Leadership leadership,
            RoundWork rounds,
            ImportedCandidates imported,
            ReleaseMeasurement measurement,
            Triggers triggers,
            Runnable closeInputs) {
        this.releases = releases;
        this.leadership = leadership;
        this.whileLeading = new WhileLeading(leadership::isLeader);
        this.rounds = rounds;
        this.work = new ReleaseWork(book, evaluations, imported, measurement);
        this.triggers = triggers;
        this.closeInputs = closeInputs;
        this.thread = Thread.ofPlatform().name("weft-trainer").unstarted(this::run);
    }

    /**
     * Begins; a round that was under way when the process ended goes on as soon as this trainer leads.
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
        Leadership leadership = new Leadership(
                settings.kafka(),
                settings.kafka().topicPrefix() + "trainer-" + settings.plan().space(),
                "rounds of learning");
        ReleaseLog releases = ReleaseLog.openForLeader(settings.kafka(), codecs, leadership);
        try {
            ReleaseFiles files = files(settings);
            RoundRunner runner = new RoundRunner(
                    settings.plan(), inputs, releases, files, settings.state().resolve("round"));
            Triggers triggers = new Triggers(settings, codecs, releases);
            TrainerRuntime runtime = new TrainerRuntime(
                    book,
                    releases,
                    leadership,
                    new RoundWork(book, runner, triggers, observer),
                    new ImportedCandidates(settings.plan(), inputs, releases, files),
                    new ReleaseMeasurement(settings.plan(), inputs, releases, files),
                    triggers,
                    closeInputs);
            leadership.start();
            runtime.thread.start();
            return runtime;
        } catch (RuntimeException e) {
            releases.close();
            closeInputs.run();
            throw e;
        }
    }

    private static ReleaseFiles files(TrainerSettings settings) {
        return new StoredFiles(
                new Artifacts(ObjectStores.open(settings.objectStore())),
                settings.plan().owner());
    }

    /** Whether rounds begin here. */
    boolean leads() {
        return leading && leadership.isLeader();
    }

    /**
     * Begins a round, which from now on survives the end of this process.
     *
     * @return its id; empty if one is under way
     * @throws ProblemException if this trainer doesn't lead
     */
    Optional<String> begin(RoundRequest request) {
        if (!leads()) {
            throw LeaderElsewhere.problem(leadership);
        }
        return accept(request);
    }

    private Optional<String> accept(RoundRequest request) {
        if (rounds.waits() || !busy.compareAndSet(false, true)) {
            return Optional.empty();
        }
        String id = UlidCreator.getMonotonicUlid().toString();
        try {
            rounds.accept(id, request);
        } catch (RuntimeException e) {
            busy.set(false);
            throw e;
        }
        accepted.add(() -> whileLeading.run(() -> rounds.run(id, request)));
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

    /** @throws ProblemException if there is no such release, or the log can't be read now */
    void requireRelease(ReleaseId id) {
        try {
            releases.awaitRead(LOG_PATIENCE);
        } catch (TimeoutException e) {
            throw new ProblemException(StandardReason.UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(StandardReason.UNAVAILABLE, "the trainer stops");
        }
        if (releases.find(id).isEmpty()) {
            throw new ProblemException(RoundReason.UNKNOWN_RELEASE, "there is no release " + id);
        }
    }

    /** Why rounds don't begin now, here or where another trainer leads; empty when they do, or would. */
    Optional<String> problem() {
        if (!thread.isAlive()) {
            return Optional.of("the trainer's thread has ended, see the log");
        }
        if (leadership.isLeader() && !leading) {
            return Optional.of("the trainer takes the lead");
        }
        return releases.trouble().or(leadership::problem).or(triggers::problem);
    }

    private void run() {
        while (!closing) {
            try {
                Supplier<Runnable> next = accepted.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                if (next == null) {
                    followTheLead();
                } else {
                    Runnable end = next.get();
                    // In this order: who hears of the end may begin the next one.
                    busy.set(false);
                    end.run();
                }
            } catch (UncheckedIOException | KafkaException e) {
                LOG.error("what is due can't begin, it is tried again", e);
            } catch (InterruptedException e) {
                LOG.debug("stopped", e);
            }
        }
    }

    private void followTheLead() {
        boolean leads = leadership.isLeader();
        if (leads && !leading) {
            triggers.start();
            leading = true;
        } else if (!leads && leading) {
            leading = false;
            triggers.stop();
        }
        if (leads) {
            beginWhatIsDue();
        }
    }

    private void beginWhatIsDue() {
        Optional<UnfinishedRound> left = rounds.left();
        Optional<Release> imported = work.due();
        if (left.isPresent()) {
            goOn(left.get());
        } else if (imported.isEmpty()) {
            triggers.due().ifPresent(this::accept);
        } else if (busy.compareAndSet(false, true)) {
            accepted.add(() -> whileLeading.run(() -> work.judge(imported.get())));
        }
    }

    private void goOn(UnfinishedRound round) {
        if (busy.compareAndSet(false, true)) {
            LOG.info(
                    "a round that was under way goes on: id={} reason={}",
                    round.id(),
                    round.request().reason());
            accepted.add(() -> whileLeading.run(() -> rounds.run(round.id(), round.request())));
        }
    }

    /**
     * Suspends the round under way and waits for its thread. PyTorch's libraries are taken down when the JVM ends, and beneath a step of learning that would
     * be a crash.
     */
    @Override
    public void close() {
        closing = true;
        Threads.stop(thread, STOP);
        triggers.close();
        leadership.close();
        releases.close();
        if (thread.isAlive()) {
            LOG.warn("the trainer's thread has not ended within {} s, its model stays open", STOP.toSeconds());
        } else {
            closeInputs.run();
        }
    }
}
