package dev.weft.miner;

import dev.weft.core.running.Threads;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the miner beside the application's start, and again until it works, and stops it with the application; or, where it is not to mine all the time,
 * starts it with each round and stops it behind it.
 */
@ApplicationScoped
public class MinerService {

    private static final Logger LOG = LoggerFactory.getLogger(MinerService.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(40);

    private final MinerConfig own;
    private final MeterRegistry registry;
    private final MiningRounds rounds = new MiningRounds(this::mine);
    private volatile @Nullable MinerSettings settings;
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
        MinerSettings checked =
                MinerSettings.read(own, key -> config.getOptionalValue(key, String.class), config.getPropertyNames());
        settings = checked;
        if (own.enabled() && own.continuous()) {
            starter = Thread.ofPlatform().daemon().name("weft-miner-start").start(() -> startUntilItWorks(checked));
        }
    }

    void onStop(@Observes ShutdownEvent event) {
        Thread starting = starter;
        if (starting != null) {
            Threads.stop(starting, CLOSE_TIMEOUT);
        }
        rounds.close();
        MinerRuntime running = runtime;
        if (running != null) {
            running.close();
        }
    }

    /** Why pairs don't become batches now, if they should and don't. */
    Optional<String> problem() {
        if (!own.enabled() || !own.continuous()) {
            return Optional.empty();
        }
        MinerRuntime running = runtime;
        return running == null ? Optional.of(startProblem) : running.problem();
    }

    MiningRounds rounds() {
        return rounds;
    }

    /**
     * Begins a round: all anchors are mined again against the live release, before a round of learning.
     *
     * @throws ProblemException if one is under way, or the miner isn't ready
     */
    MiningRound begin(String reason, String by) {
        if (!own.enabled() || settings == null) {
            throw new ProblemException(StandardReason.UNAVAILABLE, "this process doesn't mine (weft.miner.enabled)");
        }
        if (own.continuous() && runtime == null) {
            throw new ProblemException(StandardReason.UNAVAILABLE, startProblem);
        }
        return rounds.begin(reason, by)
                .orElseThrow(() -> new ProblemException(
                        MiningReason.ALREADY_RUNNING, "one round at a time; see /v1/mining-rounds"));
    }

    private void mine(MiningRound begun, Consumer<MiningRound> listener) throws InterruptedException {
        MinerRuntime running = runtime;
        MinerSettings checked = settings;
        if (running != null) {
            new WholeMining(running, listener).run(begun);
        } else if (checked != null) {
            try (MinerRuntime forThisRound = MinerRuntime.start(checked, registry)) {
                new WholeMining(forThisRound, listener).run(begun);
            }
        }
    }

    private void startUntilItWorks(MinerSettings checked) {
        for (int failures = 1; !Thread.currentThread().isInterrupted(); failures++) {
            try {
                runtime = MinerRuntime.start(checked, registry);
                LOG.info("the miner works");
                return;
            } catch (RuntimeException e) {
                startProblem = "the miner can't start: " + e.getMessage();
                Duration wait = checked.running().backoff().after(failures);
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
