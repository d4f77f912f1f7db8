package dev.weft.rollout.steps;

import dev.weft.core.Release;
import dev.weft.core.Release.Progress;
import dev.weft.core.ReleaseState;
import dev.weft.events.releases.ReleaseConflictException;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.rollout.steps.StepObserver.Point;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what the rollout does to the log of releases. For one thread. */
final class Ledger {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Who made a change, as the records name it. */
    static final String BY = "rollout";

    private final ReleaseLog log;
    private final Clock clock;
    private final StepObserver observer;
    private final MeterRegistry registry;

    Ledger(ReleaseLog log, Clock clock, StepObserver observer, MeterRegistry registry) {
        this.log = log;
        this.clock = clock;
        this.observer = observer;
        this.registry = registry;
    }

    /** Kafka's records keep milliseconds and microseconds, not less. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    Release become(Release release, ReleaseState next, String reason, Point reached)
            throws ReleaseConflictException, TimeoutException, InterruptedException {
        Release changed = release.become(next, reason, BY, now());
        append(changed);
        LOG.info("a release has changed: release={} state={} reason={}", release.id(), next.wireName(), reason);
        Counter.builder("rollout.transitions")
                .description("Changes of releases' states by the rollout")
                .tag("state", next.wireName())
                .register(registry)
                .increment();
        observer.reached(reached, release.id());
        return changed;
    }

    Release judge(Release release, Map<String, Double> metrics, Point reached)
            throws ReleaseConflictException, TimeoutException, InterruptedException {
        Release changed = release.judged(metrics, Map.of());
        append(changed);
        observer.reached(reached, release.id());
        return changed;
    }

    /** The state began when it began: from that and what is done by now, anybody can tell when it will be done. */
    void progress(Release release, Progress progress)
            throws ReleaseConflictException, TimeoutException, InterruptedException {
        append(release.progressed(progress, release.standing().since()));
    }

    void giveUp(Release release, String reason)
            throws ReleaseConflictException, TimeoutException, InterruptedException {
        LOG.warn("a release is given up: release={} reason={}", release.id(), reason);
        become(release, ReleaseState.ROLLED_BACK, reason, Point.GIVEN_UP);
    }

    void append(Release release) throws ReleaseConflictException, TimeoutException, InterruptedException {
        log.append(release, TIMEOUT);
    }

    /** Everything that was written before is known when it returns. */
    void refresh() throws TimeoutException, InterruptedException {
        log.awaitRead(TIMEOUT);
    }
}
