package dev.weft.rollout;

import dev.weft.core.running.Backoff;
import dev.weft.core.running.Threads;
import dev.weft.rollout.checks.ShadowQueries;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the rollout beside the application's start, and again until it works; stops it with the application. */
@ApplicationScoped
class RolloutService {

    private static final Logger LOG = LoggerFactory.getLogger(RolloutService.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(40);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));

    private final RolloutConfig own;
    private final MeterRegistry registry;
    private final ShadowQueries people;
    private volatile @Nullable Thread starter;
    private volatile @Nullable RolloutRuntime runtime;
    private volatile String startProblem = "the rollout is starting";

    /** @param people a bean of the application that knows what people ask; without one, stored captions stand in */
    RolloutService(RolloutConfig own, MeterRegistry registry, Instance<ShadowQueries> people) {
        this.own = own;
        this.registry = registry;
        this.people = people.isResolvable() ? people.get() : _ -> List.of();
    }

    /** Checks the configuration at once: a wrong value ends the application's start. */
    void onStart(@Observes StartupEvent event) {
        Config config = ConfigProvider.getConfig();
        RolloutSettings settings =
                RolloutSettings.read(own, key -> config.getOptionalValue(key, String.class), config.getPropertyNames());
        if (!own.enabled()) {
            return;
        }
        starter = Thread.ofPlatform().daemon().name("weft-rollout-start").start(() -> startUntilItWorks(settings));
    }

    void onStop(@Observes ShutdownEvent event) {
        Thread starting = starter;
        if (starting != null) {
            Threads.stop(starting, CLOSE_TIMEOUT);
        }
        RolloutRuntime running = runtime;
        if (running != null) {
            running.close();
        }
    }

    /** Why releases are not brought live now; empty when they are, or when this is not to do it. */
    Optional<String> problem() {
        if (!own.enabled()) {
            return Optional.empty();
        }
        RolloutRuntime running = runtime;
        return running == null ? Optional.of(startProblem) : running.problem();
    }

    /** What it does, in a word. */
    String role() {
        RolloutRuntime running = runtime;
        if (!own.enabled()) {
            return "off";
        }
        return running != null && running.isLeader() ? "leads" : "stands by";
    }

    private void startUntilItWorks(RolloutSettings settings) {
        for (int failures = 1; !Thread.currentThread().isInterrupted(); failures++) {
            try {
                runtime = RolloutRuntime.start(settings, people, registry);
                LOG.info("the rollout works: space={}", settings.first().space());
                return;
            } catch (RuntimeException e) {
                startProblem = "the rollout can't start: " + e.getMessage();
                Duration wait = BACKOFF.after(failures);
                LOG.error("the rollout can't start, trying again in {} ms", wait.toMillis(), e);
                try {
                    TimeUnit.MILLISECONDS.sleep(wait.toMillis());
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
