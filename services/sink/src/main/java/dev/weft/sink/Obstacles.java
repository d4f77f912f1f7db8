package dev.weft.sink;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What keeps the sink's loops from working at the moment, and since when. Written by the loops, read by health checks and meters. */
final class Obstacles {

    /** The gravest last. */
    enum Kind {
        /** The process was stopped for seconds, and the group has to say what is still its own. */
        MEMBERSHIP,
        /** The schema registry does not answer; it does as a rule after a while. */
        REGISTRY,
        /** The log of releases can't be read up to its end, so it isn't known which release is indexed. */
        RELEASES,
        /** The store does not answer, or asks to be left alone; it does as a rule after a while. */
        UNAVAILABLE,
        /** Something of ours or the store's is broken in a way nobody foresaw. */
        UNEXPECTED,
        /** The store has run out of something: the sink is paused until an operator has acted. */
        EXHAUSTED,
        /** A loop has ended and won't come back. */
        STOPPED;

        /** The lower-case word of health checks and metrics. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param since when it was met first */
    record Obstacle(Kind kind, String message, Instant since) {}

    private final Map<String, Obstacle> byLoop = new ConcurrentHashMap<>();
    private final Clock clock;

    Obstacles(Clock clock) {
        this.clock = clock;
    }

    /** A loop has met it, again perhaps: then the time of the first meeting stays. */
    void meet(String loop, Kind kind, String message) {
        byLoop.merge(
                loop,
                new Obstacle(kind, message, clock.instant()),
                (old, young) -> new Obstacle(young.kind(), young.message(), old.since()));
    }

    void overcome(String loop) {
        byLoop.remove(loop);
    }

    /** The gravest one, and among equals the oldest. */
    Optional<Obstacle> gravest() {
        return byLoop.values().stream()
                .max(Comparator.comparing(Obstacle::kind)
                        .thenComparing(Comparator.comparing(Obstacle::since).reversed()));
    }

    /** Whether the store has run out of something. */
    boolean isPaused() {
        return byLoop.values().stream().anyMatch(obstacle -> obstacle.kind() == Kind.EXHAUSTED);
    }
}
