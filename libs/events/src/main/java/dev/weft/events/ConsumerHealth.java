package dev.weft.events;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is wrong with a consumer, from several points of view. Written by the poll thread, read by any. */
final class ConsumerHealth {

    private volatile @Nullable String death;
    private volatile @Nullable String poll;
    private volatile @Nullable String membership = "not a member of its group yet";
    private volatile @Nullable String handler;

    void died(String why) {
        death = why;
    }

    void poll(@Nullable String problem) {
        poll = problem;
    }

    void membership(@Nullable String problem) {
        membership = problem;
    }

    void handler(@Nullable String problem) {
        handler = problem;
    }

    /** The gravest one. */
    Optional<String> problem() {
        return Stream.of(
                        Optional.ofNullable(death),
                        Optional.ofNullable(poll),
                        Optional.ofNullable(membership),
                        Optional.ofNullable(handler))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
