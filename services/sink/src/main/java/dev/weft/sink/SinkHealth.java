package dev.weft.sink;

import dev.weft.vectorstore.StoreHealth;
import java.time.Instant;
import java.util.Optional;

/**
 * How the sink is, for a health check.
 *
 * @param reason why records don't become searchable now, as a sentence; nothing when they do
 * @param waitsFor what it waits for, as a word: {@code start}, {@code kafka}, {@code store} or one of {@link Obstacles.Kind}
 * @param since when that began, as far as it is known
 * @param store what the store says of itself; nothing before it is open
 */
record SinkHealth(
        Optional<String> reason, Optional<String> waitsFor, Optional<Instant> since, Optional<StoreHealth> store) {

    static SinkHealth starting(String reason, Instant since) {
        return new SinkHealth(Optional.of(reason), Optional.of("start"), Optional.of(since), Optional.empty());
    }
}
