package dev.weft.events.releases;

import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Releases in any state. */
final class Lives {

    static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private Lives() {}

    static Release release(int number, ReleaseState state) {
        return new Release(
                new ReleaseId("catalog", number),
                Optional.empty(),
                1,
                new Release.Contents("demo", new TreeMap<>(Map.of(Modality.TEXT, "tower")), 8, new TreeMap<>()),
                new TreeMap<>(),
                new TreeMap<>(),
                new Release.Standing(
                        state,
                        "n = 310: too small to decide",
                        "gate",
                        Optional.empty(),
                        Release.Progress.NONE,
                        NOW.plusSeconds(number)),
                NOW);
    }
}
