package dev.weft.inference.batching;

import dev.weft.inference.InferenceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes batches and runs them on one thread. A batch that fails is narrowed down until an item fails alone. That item is to blame if the tower works
 * on something else: a neighbour since the failure, or the known good input. If not, all wait until it does.
 */
final class Worker<I, O> implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    /** How often a worker without work says so. */
    private static final Duration IDLE_SLICE = Duration.ofSeconds(1);

    /** What it shares with the workers before and after it. */
    record Surroundings<I, O>(
            SchedulerSettings settings,
            BatchRunner<I, O> runner,
            Runnable probe,
            BatchObserver observer,
            WorkQueue<I, O> queue,
            BatchSizeLimit limit,
            LongSupplier nanoTime) {}

    /** What is being run since when; the known good input when there are no entries. Compared by identity. */
    static final class Run<I, O> {
        final List<Entry<I, O>> entries;
        final long sinceNanos;

        private Run(List<Entry<I, O>> entries, long sinceNanos) {
            this.entries = entries;
            this.sinceNanos = sinceNanos;
        }
    }

    private final Surroundings<I, O> with;
    private final Consumer<Worker<I, O>> ended;
    private final AtomicReference<@Nullable Run<I, O>> current = new AtomicReference<>();
    private volatile List<Entry<I, O>> inHand = List.of();
    private volatile @Nullable String problem;
    private boolean probeFirst;
    private boolean proven;
    private final RunSpeed speed = new RunSpeed();

    /**
     * @param probeFirst whether the tower is in doubt, and why, until it has worked on the known good input
     * @param ended called on the worker's thread when it ends
     */
    Worker(Surroundings<I, O> with, @Nullable String probeFirst, Consumer<Worker<I, O>> ended) {
        this.with = with;
        this.probeFirst = probeFirst != null;
        this.problem = probeFirst;
        this.ended = ended;
    }

    /** Why nothing is run at the moment, as a sentence. */
    @Nullable
    String problem() {
        return problem;
    }

    @Nullable
    Run<I, O> current() {
        return current.get();
    }

    /** Takes a run away from it: its thread will end when the run does. False if the run has ended just now. */
    boolean abandon(Run<I, O> run) {
        return current.compareAndSet(run, null);
    }

    /** Those it has taken and that have no result yet. */
    List<Entry<I, O>> open() {
        return inHand.stream().filter(entry -> !entry.isDone()).toList();
    }

    @Override
    public void run() {
        try {
            long idleSince = with.nanoTime.getAsLong();
            while (true) {
                if (probeFirst) {
                    if (!probeWorks()) {
                        awaitGoodProbe();
                    }
                    probeFirst = false;
                    idleSince = with.nanoTime.getAsLong();
                }
                long before = with.nanoTime.getAsLong();
                inHand = with.queue.take(with.limit::get, IDLE_SLICE);
                long now = with.nanoTime.getAsLong();
                with.observer.starved(Duration.ofNanos(now - before));
                if (inHand.isEmpty()) {
                    probeFirst = now - idleSince >= with.settings.probeEvery().toNanos();
                } else {
                    proven = false;
                    work(inHand);
                    inHand = List.of();
                    idleSince = with.nanoTime.getAsLong();
                }
            }
        } catch (StoppedException e) {
            LOG.debug("a worker ends: tower={}", with.settings.name(), e);
        } catch (RuntimeException e) { // a defect of ours
            problem = "the worker of the " + with.settings.name() + " tower has stopped, restart the process: " + e;
            LOG.error("a worker has stopped: tower={}", with.settings.name(), e);
            open().forEach(entry -> entry.result().completeExceptionally(e));
        } finally {
            ended.accept(this);
        }
    }

    /** Runs the entries until each has its result or its failure. */
    private void work(List<Entry<I, O>> all) throws StoppedException {
        List<Entry<I, O>> entries =
                all.stream().filter(entry -> !entry.isDone()).toList();
        if (entries.isEmpty()) {
            return;
        }
        Throwable failure = failure(entries);
        if (failure != null) {
            settle(entries, failure);
        }
    }

    private void settle(List<Entry<I, O>> failed, Throwable failure) throws StoppedException {
        if (MemoryShortage.isIn(failure)) {
            with.limit.tooLarge(failed.size());
            LOG.warn(
                    "too little memory for a batch of {}, the next have at most {}: tower={} error={}",
                    failed.size(),
                    with.limit.get(),
                    with.settings.name(),
                    failure.toString());
        }
        if (failed.size() == 1) {
            blame(failed.getFirst(), failure);
        } else if (MemoryShortage.isIn(failure)) {
            int half = failed.size() / 2;
            work(failed.subList(0, half));
            work(failed.subList(half, failed.size()));
        } else {
            findPoison(failed, failure);
        }
    }

    /**
     * Narrows a batch down to the item that makes it fail. A part that works has its results; when it does, the rest is known to fail and isn't
     * run as a whole. What is put aside on the way waits for the next batch, before all others: a run of few costs nearly as much as one of many.
     */
    private void findPoison(List<Entry<I, O>> failed, Throwable failure) throws StoppedException {
        List<Entry<I, O>> suspects = failed;
        List<Entry<I, O>> aside = new ArrayList<>();
        Throwable why = failure;
        boolean wereRun = true;
        while (suspects.size() > 1 && !MemoryShortage.isIn(why)) {
            int tried = speed.toTry(suspects.size());
            List<Entry<I, O>> part = suspects.subList(0, tried);
            List<Entry<I, O>> others = suspects.subList(tried, suspects.size());
            Throwable partFailed = failure(part);
            wereRun = partFailed != null;
            if (partFailed == null) {
                suspects = others;
            } else {
                suspects = part;
                aside.addAll(0, others);
                why = partFailed;
            }
        }
        // Something must work before anyone is to blame: better these than the probe, which has to run for nobody.
        if (!proven && !aside.isEmpty() && failure(aside) == null) {
            aside.clear();
        }
        with.queue.putBack(aside);
        inHand = inHand.stream().filter(entry -> !aside.contains(entry)).toList();
        if (wereRun) {
            settle(suspects, why);
        } else {
            work(suspects);
        }
    }

    private void blame(Entry<I, O> entry, Throwable failure) throws StoppedException {
        if (proven || probeWorks()) {
            proven = true;
            entry.result().completeExceptionally(failure);
        } else {
            awaitGoodProbe();
            work(List.of(entry));
        }
    }

    /** A model that fails on a good input is the machine's trouble, not the items': they wait until it works again. */
    private void awaitGoodProbe() throws StoppedException {
        int failures = 0;
        do {
            with.queue.pause(with.settings.retryAfter().apply(++failures));
        } while (!probeWorks());
    }

    private boolean probeWorks() throws StoppedException {
        Run<I, O> run = begin(List.of());
        @Nullable Throwable failure = null;
        try {
            with.probe.run();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        end(run);
        if (failure == null) {
            problem = null;
            return true;
        }
        problem = "the " + with.settings.name() + " tower fails on a known good input: " + failure.getMessage();
        LOG.error("the tower fails on a known good input, trying again: tower={}", with.settings.name(), failure);
        return false;
    }

    /** Runs the entries. When that works they have their results; otherwise the cause is given back and they are as before. */
    private @Nullable Throwable failure(List<Entry<I, O>> entries) throws StoppedException {
        Run<I, O> run = begin(entries);
        @Nullable Throwable failure = null;
        try {
            List<O> results = with.runner.run(
                    entries.stream().map(entry -> entry.item().value()).toList());
            if (results.size() != entries.size()) {
                throw new InferenceException(
                        "a run of " + entries.size() + " items must have as many results, got " + results.size());
            }
            with.observer.ran(entries.size(), since(run));
            speed.worked(entries.size(), since(run));
            with.limit.worked(entries.size());
            proven = true;
            // Results that come late, from an abandoned run, are results.
            for (int i = 0; i < results.size(); i++) {
                entries.get(i).result().complete(results.get(i));
            }
        } catch (RuntimeException e) {
            failure = e;
            speed.failed(entries.size(), since(run));
        } catch (Error e) { // most likely out of memory; the thread must go on in any case
            failure = new InferenceException("a run failed: " + e, e);
        }
        end(run);
        return failure;
    }

    private Run<I, O> begin(List<Entry<I, O>> entries) throws StoppedException {
        with.queue.requireOpenNow();
        Run<I, O> run = new Run<>(entries, with.nanoTime.getAsLong());
        for (Entry<I, O> entry : entries) {
            if (entry.begin()) {
                with.observer.waited(Duration.ofNanos(run.sinceNanos - entry.sinceNanos()));
            }
        }
        current.set(run);
        return run;
    }

    private void end(Run<I, O> run) throws StoppedException {
        with.observer.busy(since(run));
        if (!current.compareAndSet(run, null)) {
            throw new StoppedException("the run took too long and was abandoned");
        }
    }

    private Duration since(Run<I, O> run) {
        return Duration.ofNanos(with.nanoTime.getAsLong() - run.sinceNanos);
    }
}
