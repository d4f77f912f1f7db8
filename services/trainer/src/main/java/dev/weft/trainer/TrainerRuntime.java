package dev.weft.trainer;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.weft.core.Artifact;
import dev.weft.core.TenantId;
import dev.weft.events.EventCodecs;
import dev.weft.events.TopicProvisioner;
import dev.weft.events.releases.ReleaseConflictException;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.media.Artifacts;
import dev.weft.media.ObjectStores;
import dev.weft.trainer.round.ReleaseFiles;
import dev.weft.trainer.round.RoundRequest;
import dev.weft.trainer.round.RoundRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A trainer at work: one thread, one round at a time. */
final class TrainerRuntime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrainerRuntime.class);
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RoundBook book;
    private final ReleaseLog releases;
    private final LogInputs inputs;
    private final RoundRunner runner;
    private final Triggers triggers;
    private final SynchronousQueue<Asked> asked = new SynchronousQueue<>();
    private final Thread thread;

    private record Asked(String id, RoundRequest request) {}

    private TrainerRuntime(TrainerSettings settings, RoundBook book, EventCodecs codecs) {
        this.book = book;
        ReleaseFiles files = files(
                new Artifacts(ObjectStores.open(settings.objectStore())),
                settings.plan().owner());
        this.inputs = new LogInputs(settings, codecs, files);
        this.releases = ReleaseLog.open(settings.kafka(), codecs);
        this.runner = new RoundRunner(
                settings.plan(), inputs, releases, files, settings.state().resolve("round"));
        this.triggers = new Triggers(settings, codecs, releases);
        this.thread = Thread.ofPlatform().name("weft-trainer").unstarted(this::run);
    }

    /** @throws RuntimeException if the broker can't be reached now */
    static TrainerRuntime start(TrainerSettings settings, RoundBook book) {
        TopicProvisioner.ensure(settings.kafka(), START);
        TrainerRuntime runtime = new TrainerRuntime(settings, book, EventCodecs.open(settings.kafka()));
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
        String id = UlidCreator.getMonotonicUlid().toString();
        return asked.offer(new Asked(id, request)) ? Optional.of(id) : Optional.empty();
    }

    /** Why it doesn't train now; empty when it does, or would. */
    Optional<String> problem() {
        return releases.trouble().or(triggers::problem);
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Asked next = asked.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                if (next != null) {
                    round(next);
                } else {
                    triggers.due()
                            .ifPresent(request -> round(
                                    new Asked(UlidCreator.getMonotonicUlid().toString(), request)));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void round(Asked next) {
        triggers.begun();
        try {
            runner.run(next.id(), next.request(), book::note);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ReleaseConflictException | TimeoutException | IOException | RuntimeException e) {
            LOG.error("a round has failed: id={}", next.id(), e);
            book.find(next.id()).ifPresent(progress -> book.note(progress.failed(String.valueOf(e.getMessage()))));
        }
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
