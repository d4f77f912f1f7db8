package dev.weft.inference.batching;

import dev.weft.core.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A scheduler of a fake tower, with a clock that stands still until it is moved. */
final class SchedulerRig implements AutoCloseable {

    static final Duration RUN_TIMEOUT = Duration.ofMinutes(2);
    static final Duration PROBE_EVERY = Duration.ofMinutes(1);

    private static final String GATE = "gate";

    final FakeTower tower = new FakeTower();
    final AtomicLong clock = new AtomicLong();
    final AtomicInteger abandoned = new AtomicInteger();
    final BatchScheduler<String, String> scheduler;

    SchedulerRig(int maxSize, Duration maxDelay, int capacity) {
        scheduler = new BatchScheduler<>(
                new SchedulerSettings(
                        "fake",
                        new Batching(maxSize, maxDelay),
                        capacity,
                        RUN_TIMEOUT,
                        PROBE_EVERY,
                        _ -> Duration.ofMillis(1)),
                tower,
                tower::probe,
                new BatchObserver() {
                    @Override
                    public void abandoned() {
                        abandoned.incrementAndGet();
                    }
                },
                clock::get);
        scheduler.start();
    }

    /** Batches of at most so many. */
    static SchedulerRig of(int maxSize) {
        return new SchedulerRig(maxSize, Duration.ZERO, 1_000);
    }

    static BatchItem<String> item(String value) {
        return new BatchItem<>(value, Lane.LIVE, TenantId.DEFAULT, value.length());
    }

    static String get(CompletableFuture<String> result) throws InterruptedException, ExecutionException {
        try {
            return result.get(30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("waited in vain for a result", e);
        }
    }

    /** Keeps the worker busy until the latch opens, so that what is submitted meanwhile waits. */
    CountDownLatch occupy() throws InterruptedException {
        CountDownLatch gate = tower.hangOn(GATE);
        CompletableFuture<String> _ = scheduler.submit(item(GATE));
        FakeTower.await(tower.arrived, 1);
        return gate;
    }

    List<CompletableFuture<String>> submitAll(String... values) throws InterruptedException {
        return scheduler.submitAll(Stream.of(values).map(SchedulerRig::item).toList());
    }

    /** As much time passes as a run may take. */
    void letTheRunTimeOut() {
        clock.addAndGet(RUN_TIMEOUT.toNanos());
        scheduler.watch();
    }

    /** What was run after the item that kept the worker busy. */
    List<List<String>> runs() {
        return tower.runs.stream().filter(run -> !run.contains(GATE)).toList();
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
