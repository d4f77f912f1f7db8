package dev.weft.sink;

import dev.weft.core.running.Threads;
import dev.weft.sink.reconcile.ReconcileSettings;
import dev.weft.sink.reconcile.Reconciliations;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the sink beside the application's start, and again until it works; stops it with the application. */
@ApplicationScoped
class SinkService {

    private static final Logger LOG = LoggerFactory.getLogger(SinkService.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(40);

    private final SinkConfig own;
    private final MeterRegistry registry;
    private final Reconciliations reconciliations;
    private volatile @Nullable Thread starter;
    private volatile @Nullable SinkRuntime runtime;
    private final Instant startedAt = Instant.now();
    private volatile String startProblem = "the vector store is being opened";

    SinkService(SinkConfig own, MeterRegistry registry, Reconciliations reconciliations) {
        this.own = own;
        this.registry = registry;
        this.reconciliations = reconciliations;
    }

    /** Checks the configuration at once: a wrong value ends the application's start. */
    void onStart(@Observes StartupEvent event) {
        Config config = ConfigProvider.getConfig();
        SinkSettings settings =
                SinkSettings.read(own, key -> config.getOptionalValue(key, String.class), config.getPropertyNames());
        ReconcileSettings reconcile = reconciliations.settings();
        starter = Thread.ofPlatform()
                .daemon()
                .name("weft-sink-start")
                .start(() -> startUntilItWorks(settings, reconcile));
    }

    void onStop(@Observes ShutdownEvent event) {
        Thread starting = starter;
        if (starting != null) {
            Threads.stop(starting, CLOSE_TIMEOUT);
        }
        reconciliations.close();
        SinkRuntime running = runtime;
        if (running != null) {
            running.close();
        }
    }

    /** How the sink is; asks the store. */
    SinkHealth health() {
        SinkRuntime running = runtime;
        return running == null ? SinkHealth.starting(startProblem, startedAt) : running.health();
    }

    private void startUntilItWorks(SinkSettings settings, ReconcileSettings reconcile) {
        for (int failures = 1; !Thread.currentThread().isInterrupted(); failures++) {
            try {
                SinkRuntime started = SinkRuntime.start(settings, registry);
                runtime = started;
                reconciliations.open(started.reconcilers(settings, reconcile));
                LOG.info("the sink works: topic={} release={}", settings.topic(), settings.release());
                return;
            } catch (RuntimeException e) {
                startProblem = "the sink can't start: " + e.getMessage();
                Duration wait = settings.writing().backoff().after(failures);
                LOG.error("the sink can't start, trying again in {} ms", wait.toMillis(), e);
                try {
                    TimeUnit.MILLISECONDS.sleep(wait.toMillis());
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
