package dev.weft.testkit;

import dev.weft.testkit.FaultProxy.Direction;
import java.util.concurrent.atomic.LongAdder;

/** Counts what went each way. Thread-safe. */
record PassedBytes(LongAdder toTarget, LongAdder toClient) {

    PassedBytes() {
        this(new LongAdder(), new LongAdder());
    }

    LongAdder of(Direction direction) {
        return switch (direction) {
            case TO_TARGET -> toTarget;
            case TO_CLIENT -> toClient;
        };
    }
}
