package dev.weft.core;

import java.time.Instant;

/**
 * A dead letter's record was written to its topic again: the value of the {@code replays} topic.
 *
 * @param attempt that of the replayed record: the dead letter's plus one
 * @param by who asked for it, as they called themselves
 * @param topic where the replayed record lies
 */
public record DeadLetterReplay(
        DeadLetterId letter, int attempt, Instant at, String by, String topic, int partition, long offset) {

    public DeadLetterReplay {
        if (attempt < 2) {
            throw new IllegalArgumentException("a replay is at least the second attempt, got " + attempt);
        }
    }
}
