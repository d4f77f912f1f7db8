package dev.weft.gateway;

import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something slow to open, or not there yet: opened on a thread of its own, tried again until it works, while HTTP is up already and says 503.
 * Safe for use by several threads.
 */
final class Opening<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 15_000;

    private final String name;
    private final Supplier<T> opener;
    private final Consumer<T> closer;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable T opened;
    private volatile String problem = "is not opened yet";
    private @Nullable Thread thread;

    Opening(String name, Supplier<T> opener, Consumer<T> closer) {
        this.name = name;
        this.opener = opener;
        this.closer = closer;
    }

    void start() {
        thread = Thread.ofPlatform()
                .name("gateway-open-" + name.replace(' ', '-'))
                .daemon()
                .start(this::open);
    }

    /** @throws ProblemException {@code unavailable} while it isn't open */
    T get() {
        T present = opened;
        if (present == null) {
            throw new ProblemException(StandardReason.UNAVAILABLE, "the " + name + " " + problem);
        }
        return present;
    }

    /** Why it isn't open, if it isn't. */
    Optional<String> problem() {
        return opened == null ? Optional.of(problem) : Optional.empty();
    }

    /** Closes what is open. Idempotent. */
    void close() {
        closing.countDown();
        Thread running = thread;
        if (running != null) {
            try {
                running.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        T present = opened;
        opened = null;
        problem = "is closed";
        if (present != null) {
            closer.accept(present);
        }
    }

    private void open() {
        long pause = FIRST_PAUSE_MILLIS;
        do {
            if (tryOpen()) {
                return;
            }
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        } while (!closes(pause));
    }

    /** Whatever the store, the model or a driver under it throws is reported by readiness and tried again. */
    private boolean tryOpen() {
        try {
            opened = opener.get();
            return true;
        } catch (RuntimeException e) {
            problem = "cannot be opened: " + e.getMessage();
            LOG.warn("The gateway's {} cannot be opened, trying again: error={}", name, e.toString());
            return false;
        }
    }

    private boolean closes(long millis) {
        try {
            return closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
