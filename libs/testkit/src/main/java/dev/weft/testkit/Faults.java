package dev.weft.testkit;

import dev.weft.testkit.FaultProxy.Direction;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What the network does at one moment.
 *
 * @param resets the probability of a reset at each chunk
 * @param bytesPerSecond {@link Long#MAX_VALUE} without a limit
 */
record Faults(
        Duration delay,
        Duration jitter,
        Set<Direction> dropped,
        Set<Direction> held,
        double resets,
        long bytesPerSecond,
        @Nullable Cut cut) {

    static final Faults NONE = new Faults(Duration.ZERO, Duration.ZERO, Set.of(), Set.of(), 0, Long.MAX_VALUE, null);

    /** The bytes that still pass in one direction before a connection is cut. */
    record Cut(Direction direction, AtomicLong left) {

        /** Takes as many of these bytes as may pass. */
        int take(int wanted) {
            long before = left.getAndUpdate(now -> now - Math.min(now, wanted));
            return (int) Math.min(before, wanted);
        }
    }

    Faults withLatency(Duration newDelay, Duration newJitter) {
        return new Faults(newDelay, newJitter, dropped, held, resets, bytesPerSecond, cut);
    }

    Faults withDropped(Direction direction) {
        return new Faults(delay, jitter, with(dropped, direction), held, resets, bytesPerSecond, cut);
    }

    Faults withHeld(Direction direction) {
        return new Faults(delay, jitter, dropped, with(held, direction), resets, bytesPerSecond, cut);
    }

    Faults withResets(double probability) {
        return new Faults(delay, jitter, dropped, held, probability, bytesPerSecond, cut);
    }

    Faults withBandwidth(long newBytesPerSecond) {
        return new Faults(delay, jitter, dropped, held, resets, newBytesPerSecond, cut);
    }

    Faults withCut(@Nullable Cut newCut) {
        return new Faults(delay, jitter, dropped, held, resets, bytesPerSecond, newCut);
    }

    private static Set<Direction> with(Set<Direction> set, Direction direction) {
        EnumSet<Direction> all = EnumSet.of(direction);
        all.addAll(set);
        return Set.copyOf(all);
    }
}
