package dev.weft.vectorstore.milvus;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** When old deletions are looked for: often enough that they are kept a tenth longer than they must at most, and not in every sync. Thread-safe. */
final class PurgeSchedule {

    private static final int PURGES_PER_RETENTION = 10;

    private final Duration every;
    private final Clock clock;
    private Instant next;

    PurgeSchedule(Duration retention, Clock clock) {
        this.every = retention.dividedBy(PURGES_PER_RETENTION);
        this.clock = clock;
        this.next = clock.instant().plus(every);
    }

    /** True once per period. */
    synchronized boolean isDue() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return false;
        }
        next = now.plus(every);
        return true;
    }
}
