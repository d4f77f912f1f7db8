package dev.weft.trainer;

import dev.weft.core.running.Threads;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import dev.weft.trainer.round.RoundRequest;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the trainer beside the application's start, and again until it works; stops it with the application. */
@ApplicationScoped
class TrainerService {

    private static final Logger LOG = LoggerFactory.getLogger(TrainerService.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration STOP = Duration.ofSeconds(40);

    private final TrainerConfig own;
    private final RoundBook book = new RoundBook();
    private volatile @Nullable Thread starter;
    private volatile @Nullable TrainerRuntime runtime;
    private volatile String startProblem = "the trainer is being started";

    TrainerService(TrainerConfig own) {
        this.own = own;
    }

    /** Checks the configuration at once: a wrong value ends the application's start. */
    void onStart(@Observes StartupEvent event) {
        Config config = ConfigProvider.getConfig();
        TrainerSettings settings =
                TrainerSettings.read(own, key -> config.getOptionalValue(key, String.class), config.getPropertyNames());
        if (own.enabled()) {
            starter = Thread.ofPlatform().daemon().name("weft-trainer-start").start(() -> startUntilItWorks(settings));
        }
    }

    void onStop(@Observes ShutdownEvent event) {
        Thread starting = starter;
        if (starting != null) {
            Threads.stop(starting, STOP);
        }
        TrainerRuntime running = runtime;
        if (running != null) {
            running.close();
        }
    }

    RoundBook book() {
        return book;
    }

    /** @throws ProblemException if the trainer isn't ready */
    EvaluationBook evaluations() {
        return running().evaluations();
    }

    /** Why it can't train now. */
    Optional<String> problem() {
        TrainerRuntime running = runtime;
        if (!own.enabled()) {
            return Optional.empty();
        }
        return running == null ? Optional.of(startProblem) : running.problem();
    }

    /** What it does, in a word. */
    String role() {
        TrainerRuntime running = runtime;
        if (!own.enabled()) {
            return "off";
        }
        return running != null && running.leads() ? "leads" : "stands by";
    }

    /**
     * Begins a round.
     *
     * @throws ProblemException if one is under way, another trainer leads, or the trainer isn't ready
     */
    String begin(RoundRequest request) {
        return running()
                .begin(request)
                .orElseThrow(() -> new ProblemException(
                        RoundReason.ALREADY_RUNNING, "one round at a time; see /v1/training-rounds"));
    }

    /**
     * Begins to measure a release.
     *
     * @throws ProblemException if there is no such release, something is under way, or the trainer isn't ready
     */
    EvaluationView beginEvaluation(EvaluationRequest request) {
        TrainerRuntime running = running();
        Stream.of(request.release(), request.against())
                .flatMap(Optional::stream)
                .forEach(running::requireRelease);
        return running.beginEvaluation(request)
                .orElseThrow(() -> new ProblemException(
                        RoundReason.ALREADY_RUNNING,
                        "one round or measurement at a time; see /v1/training-rounds and /v1/evaluations"));
    }

    private TrainerRuntime running() {
        TrainerRuntime running = runtime;
        if (running == null) {
            throw new ProblemException(
                    StandardReason.UNAVAILABLE,
                    own.enabled() ? startProblem : "this process doesn't train (weft.trainer.enabled)");
        }
        return running;
    }

    private void startUntilItWorks(TrainerSettings settings) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                runtime = TrainerRuntime.start(settings, book);
                LOG.info("the trainer works: space={}", settings.plan().space());
                return;
            } catch (RuntimeException e) {
                startProblem = "the trainer can't start: " + e.getMessage();
                LOG.error("the trainer can't start, trying again in {} s", RETRY.toSeconds(), e);
                try {
                    Thread.sleep(RETRY);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
