package dev.weft.rollout.steps;

import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.vectorstore.VectorStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What there is of a space at a moment.
 *
 * @param releases as recorded
 * @param alias the collection that the space's alias names
 * @param collections all that the store has
 */
record Situation(String space, List<Release> releases, Optional<String> alias, Set<String> collections) {

    Situation {
        releases = List.copyOf(releases);
        collections = Set.copyOf(collections);
    }

    static Situation of(String space, List<Release> releases, VectorStore store) {
        return new Situation(space, releases, store.resolve(space), Set.copyOf(store.collections()));
    }

    /** The release whose collection is searched, if it has a record. */
    Optional<Release> aliased() {
        return alias.flatMap(name -> releases.stream()
                .filter(release -> release.id().collection().equals(name))
                .findFirst());
    }

    /** Those in a state, oldest in it first. */
    List<Release> in(ReleaseState state) {
        return releases.stream()
                .filter(release -> release.state() == state)
                .sorted(Comparator.comparing(
                                (Release release) -> release.standing().since())
                        .thenComparingInt(release -> release.id().number()))
                .toList();
    }

    boolean isAliased(ReleaseId id) {
        return alias.equals(Optional.of(id.collection()));
    }

    boolean hasCollection(ReleaseId id) {
        return collections.contains(id.collection());
    }
}
