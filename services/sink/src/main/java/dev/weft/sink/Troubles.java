package dev.weft.sink;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers since when trouble is seen that doesn't tell by itself when it began. Thread-safe. */
final class Troubles {

    private final Clock clock;
    private @Nullable Instant first;

    Troubles(Clock clock) {
        this.clock = clock;
    }

    /** @return when it was seen first, without a break since then */
    synchronized Optional<Instant> since(boolean trouble) {
        if (!trouble) {
            first = null;
            return Optional.empty();
        }
        Instant seen = first == null ? clock.instant() : first;
        first = seen;
        return Optional.of(seen);
    }
}
