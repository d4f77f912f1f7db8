package dev.weft.events.releases;

import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The newest revision of each release that was read so far. One thread writes, several read. */
final class ReleaseTable {

    private final ConcurrentMap<ReleaseId, Release> releases = new ConcurrentHashMap<>();

    /** @return whether it is news: a higher revision than the one that was known */
    boolean put(Release release) {
        Release known = releases.get(release.id());
        if (known != null && known.revision() >= release.revision()) {
            return false;
        }
        releases.put(release.id(), release);
        return true;
    }

    Optional<Release> find(ReleaseId id) {
        return Optional.ofNullable(releases.get(id));
    }

    List<Release> ofSpace(String space) {
        return releases.values().stream()
                .filter(release -> release.id().space().equals(space))
                .sorted(Comparator.comparingInt(release -> release.id().number()))
                .toList();
    }

    /** Of two that say so while one takes over from the other, the one that came there last. */
    Optional<Release> live(String space) {
        return ofSpace(space).stream()
                .filter(release -> release.state() == ReleaseState.LIVE)
                .max(Comparator.comparing(release -> release.standing().since()));
    }
}
