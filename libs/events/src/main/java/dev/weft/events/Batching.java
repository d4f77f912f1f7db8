package dev.weft.events;

import java.time.Duration;
import java.util.Optional;

/** Decides when pending records are a batch, and when enough are pending. Not thread-safe: the poll thread's own. */
final class Batching {

    private final Pending pending;
    private final InFlight inFlight;
    private final BatchConsumerSettings settings;

    Batching(Pending pending, InFlight inFlight, BatchConsumerSettings settings) {
        this.pending = pending;
        this.inFlight = inFlight;
        this.settings = settings;
    }

    /** How many records make up a batch that must go now; 0 when none must. */
    int dueRecords() {
        Pending.Fit fit = pending.next(settings.maxBatchRecords(), settings.maxBatchBytes());
        int busy = inFlight.records();
        if (fit.records() == 0 || busy == 0) {
            return fit.records();
        }
        boolean waitedLong = pending.waitedNanos(System.nanoTime()).orElse(0L)
                >= settings.maxDelay().toNanos();
        // Subtracted, not added: the limit may be the largest number there is.
        boolean room = busy + fit.records() <= settings.maxInFlightRecords()
                && inFlight.bytes() <= settings.maxInFlightBytes() - fit.bytes();
        return room && (fit.full() || waitedLong) ? fit.records() : 0;
    }

    /** Whether a whole batch waits already, so that nothing more need be read now. */
    boolean hasEnough() {
        return pending.size() >= settings.maxBatchRecords() || pending.bytes() >= settings.maxBatchBytes();
    }

    /** How long until the oldest pending record has waited for long enough, negative when it has; nothing when none is pending. */
    Optional<Duration> untilDue() {
        return pending.waitedNanos(System.nanoTime())
                .map(waited -> settings.maxDelay().minusNanos(waited));
    }
}
