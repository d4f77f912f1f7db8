package dev.weft.sink;

import dev.weft.core.running.Backoff;
import dev.weft.events.SchemaRegistryException;
import dev.weft.vectorstore.StoreExhaustedException;
import dev.weft.vectorstore.VectorStoreException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again and again: with growing waits what may heal by itself, at a slow pace what an operator must heal. No outage makes a record a dead
 * letter, and none is waited out on the thread that polls. Thread-safe.
 */
final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    private final Backoff backoff;
    private final Duration exhaustedRetry;
    private final Obstacles obstacles;
    private final SinkMetrics metrics;

    /** @param exhaustedRetry the wait after the store has run out of something; positive */
    Patience(Backoff backoff, Duration exhaustedRetry, Obstacles obstacles, SinkMetrics metrics) {
        this.backoff = backoff;
        this.exhaustedRetry = exhaustedRetry;
        this.obstacles = obstacles;
        this.metrics = metrics;
    }

    /**
     * Does the work, until it does not throw.
     *
     * @param loop whose work it is
     * @param trouble what can't be done, as the start of a sentence
     * @param beforeRetry done before each further try
     */
    <T> T untilItWorks(String loop, String trouble, Supplier<T> work, Runnable beforeRetry)
            throws InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                T result = work.get();
                obstacles.overcome(loop);
                return result;
            } catch (RuntimeException e) {
                Obstacles.Kind kind = kindOf(e);
                Duration wait = kind == Obstacles.Kind.EXHAUSTED ? exhaustedRetry : backoff.after(failures);
                obstacles.meet(loop, kind, trouble + ": " + e.getMessage());
                metrics.retried(kind, e);
                LOG.warn("{}, trying again in {} ms error={}", trouble, wait.toMillis(), kind.word(), e);
                TimeUnit.MILLISECONDS.sleep(wait.toMillis());
                beforeRetry.run();
            }
        }
    }

    private static Obstacles.Kind kindOf(RuntimeException error) {
        return switch (error) {
            case StoreExhaustedException _ -> Obstacles.Kind.EXHAUSTED;
            case VectorStoreException _ -> Obstacles.Kind.UNAVAILABLE;
            case SchemaRegistryException _ -> Obstacles.Kind.REGISTRY;
            case UnreadReleasesException _ -> Obstacles.Kind.RELEASES;
            case UncertainOwnershipException _ -> Obstacles.Kind.MEMBERSHIP;
            default -> Obstacles.Kind.UNEXPECTED;
        };
    }
}
