package dev.weft.rollout.steps;

import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.core.running.Threads;
import dev.weft.events.KafkaSettings;
import dev.weft.events.leadership.Leadership;
import dev.weft.events.releases.ReleaseConflictException;
import dev.weft.rollout.steps.StepObserver.Point;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the plan of a space, step by step, on a thread of its own, in the one instance that leads. What fails is planned again: nothing is
 * remembered that the records and the alias don't say.
 */
public final class Conductor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration PAUSE_AFTER_A_FAILURE = Duration.ofSeconds(2);

    private final ReleaseId first;
    private final Workplace workplace;
    private final RolloutLimits limits;
    private final Leadership leadership;
    private final MeterRegistry registry;
    private final Gauge leads;
    private final Plan plan;
    private final Clock clock;
    private final Ledger ledger;
    private final Beginning beginning;
    private final Backfill backfill;
    private final Switching switching;
    private final CleaningUp cleaningUp;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("weft-rollout-conductor").unstarted(this::run);
    private final Semaphore news = new Semaphore(0);
    private volatile Optional<String> problem = Optional.of("the releases were not read yet");

    /**
     * @param first the configured release, which is made the first of its space when there is none
     * @param bundle what this installation embeds with, without heads of a release
     * @param groupId what the name of the leaders' consumer group begins with
     */
    public Conductor(
            ReleaseId first,
            Release.Contents bundle,
            KafkaSettings kafka,
            String groupId,
            Workplace workplace,
            RolloutLimits limits,
            Clock clock,
            StepObserver observer,
            MeterRegistry registry) {
        this.first = first;
        this.workplace = workplace;
        this.limits = limits;
        this.clock = clock;
        this.leadership = new Leadership(kafka, groupId, "rollouts");
        this.plan = new Plan(limits.dropAfter());
        this.ledger = new Ledger(workplace.log(), clock, observer, registry);
        this.beginning = new Beginning(workplace, ledger, observer, bundle, first);
        this.backfill = new Backfill(workplace, ledger, limits);
        this.switching = new Switching(workplace, ledger, observer, limits, leadership::isLeader);
        this.cleaningUp = new CleaningUp(workplace, ledger, observer);
        this.registry = registry;
        this.leads = Gauge.builder("rollout.leader", leadership, leader -> leader.isLeader() ? 1 : 0)
                .description("1 in the instance that carries out rollouts")
                .register(registry);
    }

    public void start() {
        workplace.log().onChange(_ -> news.release());
        leadership.start();
        thread.start();
    }

    /** What keeps it from working, or what a person must do. */
    public Optional<String> problem() {
        return problem.or(workplace.log()::trouble).or(leadership::problem);
    }

    public boolean isLeader() {
        return leadership.isLeader();
    }

    private void run() {
        try {
            while (true) {
                boolean more = turn();
                if (!more) {
                    boolean _ = news.tryAcquire(limits.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
                    news.drainPermits();
                }
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("stopped", e);
        }
    }

    /** @return whether there may be more to do at once */
    private boolean turn() throws InterruptedException {
        try {
            ledger.refresh();
            workplace.projectors().follow(workplace.log().ofSpace(first.space()));
            if (!leadership.isLeader()) {
                problem = Optional.empty();
                return false;
            }
            Situation now = Situation.of(first.space(), workplace.log().ofSpace(first.space()), workplace.store());
            Step step = plan.next(now, clock.instant());
            problem = take(step, now);
            return switch (step) {
                case Step.Idle _, Step.Stuck _, Step.FoundFirst _, Step.Backfill _ -> false;
                default -> true;
            };
        } catch (ReleaseConflictException e) {
            LOG.info("somebody else has changed a release, planning again: reason={}", e.getMessage());
            return true;
        } catch (InterruptException e) {
            throw e;
        } catch (TimeoutException | IOException | RuntimeException e) {
            problem = Optional.of("the rollout does not get on: " + e.getMessage());
            LOG.warn("a step of the rollout has failed, trying again", e);
            TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_A_FAILURE.toMillis());
            return true;
        }
    }

    /** @return what a person must do, if anything */
    private Optional<String> take(Step step, Situation now)
            throws ReleaseConflictException, TimeoutException, InterruptedException, IOException {
        switch (step) {
            case Step.Idle _ -> {}
            case Step.Stuck stuck -> {
                return Optional.of(stuck.why());
            }
            case Step.FoundFirst _ -> {
                return beginning.foundFirst(now);
            }
            case Step.PointAlias point -> switching.moveAlias(point.to());
            case Step.RecordLive live -> switching.recordLive(live.release());
            case Step.StandBy old ->
                ledger.become(old.release(), ReleaseState.STANDBY, "another release is live", Point.STANDBY_RECORDED);
            case Step.Retire old ->
                ledger.become(
                        old.release(), ReleaseState.RETIRED, "a younger release stands by", Point.RETIREMENT_RECORDED);
            case Step.CleanUp over -> cleaningUp.clean(over.release());
            case Step.Begin approved -> beginning.begin(approved.release());
            case Step.Backfill filling ->
                backfill.look(filling.release(), live(now).id().collection());
            case Step.Shadow shadow -> switching.shadow(shadow.release(), live(now));
        }
        return Optional.empty();
    }

    private static Release live(Situation now) {
        return now.in(ReleaseState.LIVE).getLast();
    }

    /** Leaves what it does as it is; another instance, or the next start, goes on. */
    @Override
    public void close() {
        Threads.stop(thread, CLOSE_TIMEOUT);
        leadership.close();
        registry.remove(leads);
    }
}
