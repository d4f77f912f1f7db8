package dev.weft.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

/**
 * Runs the parts of a batch side by side, each on one thread. Two threads with half a batch each do more than two threads that share every
 * convolution: 12.6 ms of CPU a picture against 14 to 20 (docs/performance.md), and no thread spins while it waits. The caller is one of the
 * threads, so a batch of one part, such as a query, never waits behind another's. Safe for use by several threads.
 */
final class BatchThreads implements AutoCloseable {

    private final int threads;
    private final ExecutorService helpers;

    /** @param threads of one batch, the caller's among them */
    BatchThreads(int threads) {
        this.threads = threads;
        this.helpers = Executors.newFixedThreadPool(
                Math.max(1, threads - 1),
                Thread.ofPlatform().name("weft-inference-", 0).daemon().factory());
    }

    /** The size of parts that keeps every thread busy, at most this many rows. */
    int partSize(int rows, int most) {
        return Math.clamp((rows + threads - 1) / threads, 1, most);
    }

    /**
     * Runs the parts and returns their results in order.
     *
     * @throws InferenceException if a part fails; the others run to their end
     */
    <T> List<T> run(List<Callable<T>> parts) {
        List<FutureTask<T>> tasks = parts.stream().map(FutureTask::new).toList();
        if (threads > 1) {
            tasks.stream().skip(1).forEach(helpers::execute);
        }
        // A part that a helper has begun is not begun again; one that none has is the caller's.
        tasks.forEach(FutureTask::run);
        List<T> results = new ArrayList<>(tasks.size());
        for (FutureTask<T> task : tasks) {
            results.add(join(task));
        }
        return results;
    }

    private static <T> T join(FutureTask<T> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new InferenceException("a part of the batch failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InferenceException("waiting for the batch was interrupted", e);
        }
    }

    @Override
    public void close() {
        helpers.close();
    }
}
