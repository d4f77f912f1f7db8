package dev.weft.miner;

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

/** Starts the miner beside the application's start, and again until it works; stops it with the application. */
@ApplicationScoped
public class MinerService {

    private static final Logger LOG = LoggerFactory.getLogger(MinerService.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(40);

    private final MinerConfig own;
    private final MeterRegistry registry;
    private volatile @Nullable Thread starter;
    private volatile @Nullable MinerRuntime runtime;
    private volatile String startProblem = "the miner is being started";

    MinerService(MinerConfig own, MeterRegistry registry) {
        this.own = own;
        this.registry = registry;
    }

    /** Checks the configuration at once: a wrong value ends the application's start. */
    void onStart(@Observes StartupEvent event) {
        Config config = ConfigProvider.getConfig();
        MinerSettings settings =
                MinerSettings.read(own, key -> config.getOptionalValue(key, String.class), config.getPropertyNames());
        if (own.enabled()) {
            starter = Thread.ofPlatform().daemon().name("weft-miner-start").start(() -> startUntilItWorks(settings));
        }
    }

    void onStop(@Observes ShutdownEvent event) {
        Thread starting = starter;
        if (starting != null) {
            Threads.stop(starting, CLOSE_TIMEOUT);
        }
        MinerRuntime running = runtime;
        if (running != null) {
            running.close();
        }
    }

    /** Why pairs don't become batches now, if they should and don't. */
    Optional<String> problem() {
        if (!own.enabled()) {
            return Optional.empty();
        }
        MinerRuntime running = runtime;
        return running == null ? Optional.of(startProblem) : running.problem();
    }

    /**
     * Mines all anchors again against the live release, before a round of training. Returns when it has begun, within a minute.
     *
     * @throws IllegalStateException if the miner is disabled or has not started yet
     * @throws org.apache.kafka.common.KafkaException if other miners of the group run, or the broker can't be reached
     */
    public void mineAgain() {
        MinerRuntime running = runtime;
        if (running == null) {
            throw new IllegalStateException(
                    own.enabled() ? startProblem : "the miner is disabled: set weft.miner.enabled");
        }
        running.mineAgain();
    }

    private void startUntilItWorks(MinerSettings settings) {
        for (int failures = 1; !Thread.currentThread().isInterrupted(); failures++) {
            try {
                runtime = MinerRuntime.start(settings, settings::release, registry);
                LOG.info("the miner works: release={}", settings.release());
                return;
            } catch (RuntimeException e) {
                startProblem = "the miner can't start: " + e.getMessage();
                Duration wait = settings.running().backoff().after(failures);
                LOG.error("the miner can't start, trying again in {} ms", wait.toMillis(), e);
                try {
                    TimeUnit.MILLISECONDS.sleep(wait.toMillis());
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
