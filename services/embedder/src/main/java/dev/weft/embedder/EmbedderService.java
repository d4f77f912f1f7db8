package dev.weft.embedder;

import dev.weft.core.running.Threads;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the embedder beside the application's start, and again until it works; stops it with the application. */
@ApplicationScoped
class EmbedderService {

    private static final Logger LOG = LoggerFactory.getLogger(EmbedderService.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(40);

    private final EmbedderConfig own;
    private final MeterRegistry registry;
    private volatile @Nullable Thread starter;
    private volatile @Nullable EmbedderRuntime runtime;
    private volatile Optional<String> startProblem = Optional.of("the model is being loaded");

    EmbedderService(EmbedderConfig own, MeterRegistry registry) {
        this.own = own;
        this.registry = registry;
    }

    /** Checks the configuration at once: a wrong value ends the application's start. */
    void onStart(@Observes StartupEvent event) {
        Config config = ConfigProvider.getConfig();
        EmbedderSettings settings = EmbedderConfiguration.read(
                own, key -> config.getOptionalValue(key, String.class), config.getPropertyNames());
        starter = Thread.ofPlatform().daemon().name("weft-embedder-start").start(() -> startUntilItWorks(settings));
    }

    void onStop(@Observes ShutdownEvent event) {
        Thread starting = starter;
        if (starting != null) {
            Threads.stop(starting, CLOSE_TIMEOUT);
        }
        EmbedderRuntime running = runtime;
        if (running != null) {
            running.close();
        }
    }

    /** Why the embedder does not work at the moment; nothing when it does. */
    Optional<String> problem() {
        EmbedderRuntime running = runtime;
        return running == null ? startProblem : running.problem();
    }

    private void startUntilItWorks(EmbedderSettings settings) {
        for (int failures = 1; !Thread.currentThread().isInterrupted(); failures++) {
            try {
                runtime = EmbedderRuntime.start(settings, registry);
                LOG.info("the embedder works: release={}", settings.release());
                return;
            } catch (RuntimeException e) {
                startProblem = Optional.of("the embedder can't start: " + e.getMessage());
                Duration wait = settings.working().backoff().after(failures);
                LOG.error("the embedder can't start, trying again in {} ms", wait.toMillis(), e);
                try {
                    TimeUnit.MILLISECONDS.sleep(wait.toMillis());
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
