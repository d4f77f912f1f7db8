package dev.weft.miner;

import java.util.Optional;

/** Why something doesn't go on now, if it doesn't. Written by one thread, read by any. */
final class Problem {

    private volatile Optional<String> reason = Optional.empty();

    void set(Optional<String> reason) {
        this.reason = reason;
    }

    Optional<String> reason() {
        return reason;
    }
}
