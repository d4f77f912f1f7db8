package dev.weft.events.releases;

import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The releases of one space as a service works with them: what the log says, and the configured release for as long as the log does not know that
 * one. Safe for use by several threads.
 */
public final class SpaceReleases {

    private final Optional<ReleaseLog> log;
    private final ReleaseId configured;

    private SpaceReleases(Optional<ReleaseLog> log, ReleaseId configured) {
        this.log = log;
        this.configured = configured;
    }

    /** @param log stays open; to be read to its end before anything here is believed: see {@link #awaitRead} */
    public static SpaceReleases of(ReleaseLog log, ReleaseId configured) {
        return new SpaceReleases(Optional.of(log), configured);
    }

    /** Where no log is followed: this release is indexed and live, and there is no other. */
    public static SpaceReleases only(ReleaseId release) {
        return new SpaceReleases(Optional.empty(), release);
    }

    /** What vectors of a release are to the index. */
    public enum Place {
        /** They have a collection. */
        INDEXED,
        /** The release is known, and may be indexed later. */
        NOT_YET,
        /** The release was indexed, or was to be, and never will be again. */
        OVER,
        UNKNOWN
    }

    public String space() {
        return configured.space();
    }

    public ReleaseId configured() {
        return configured;
    }

    /** See {@link ReleaseLog#awaitRead}. */
    public void awaitRead(Duration timeout) throws TimeoutException, InterruptedException {
        if (log.isPresent()) {
            log.get().awaitRead(timeout);
        }
    }

    public Optional<Release> find(ReleaseId id) {
        return log.flatMap(known -> known.find(id));
    }

    /** The release that is to be live: the log's, and the configured one while the log has none. */
    public ReleaseId live() {
        return log.flatMap(known -> known.live(space())).map(Release::id).orElse(configured);
    }

    public Place placeOf(ReleaseId id) {
        if (!id.space().equals(space())) {
            return Place.UNKNOWN;
        }
        Optional<Release> known = find(id);
        if (known.isEmpty()) {
            return id.equals(configured) ? Place.INDEXED : Place.UNKNOWN;
        }
        ReleaseState state = known.get().state();
        if (state.indexed()) {
            return Place.INDEXED;
        }
        return state == ReleaseState.RETIRED || state == ReleaseState.ROLLED_BACK ? Place.OVER : Place.NOT_YET;
    }

    /** All releases that are indexed, by number. */
    public List<ReleaseId> indexed() {
        return Stream.concat(
                        Stream.of(configured),
                        log.stream()
                                .flatMap(
                                        known -> known.ofSpace(space()).stream().map(Release::id)))
                .filter(id -> placeOf(id) == Place.INDEXED)
                .collect(Collectors.toSet())
                .stream()
                .sorted((a, b) -> Integer.compare(a.number(), b.number()))
                .toList();
    }

    /** Why the log can't be followed now; empty when it can. */
    public Optional<String> trouble() {
        return log.flatMap(ReleaseLog::trouble);
    }
}
