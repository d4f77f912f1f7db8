package dev.weft.sink;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaKey;
import dev.weft.core.Refusal;
import dev.weft.core.ReleaseId;
import dev.weft.core.Stage;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.VectorRow;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.WriteOutcome;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes changes to the store, so that searches see them, and says what became of each. Safe for use by several threads that
 * never write the same item at a time. */
final class IndexWriter {

    private final VectorStore store;
    private final ReleaseCollections collections;
    private final Admission admission;
    private final Clock clock;

    IndexWriter(VectorStore store, ReleaseCollections collections, Clock clock) {
        this.store = store;
        this.collections = collections;
        this.admission = new Admission(collections);
        this.clock = clock;
    }

    /**
     * Applies the changes; doing it again changes nothing. Of the changes of one item and release only the newest is written, and when that one is
     * refused the newest of the others: see {@link ItemChanges}.
     *
     * @param changes in the order of their records
     * @throws dev.weft.vectorstore.VectorStoreException if the store can't be written now: try again
     * @throws UnreadReleasesException if it can't be told now whether a release is indexed: try again
     */
    List<Outcome> write(List<Incoming> changes) {
        admission.look(changes);
        List<Outcome> outcomes = new ArrayList<>();
        List<Incoming> acceptable = new ArrayList<>();
        for (Incoming change : changes) {
            admission.objection(change).ifPresentOrElse(outcomes::add, () -> acceptable.add(change));
        }
        Collection<ItemChanges> items = ItemChanges.ofEach(acceptable);
        List<Incoming> together = fronts(items);
        while (!together.isEmpty()) {
            List<Outcome> written = writeEach(together);
            outcomes.addAll(written);
            Set<Incoming> refused = refused(written);
            for (ItemChanges item : items) {
                outcomes.addAll(Collections.nCopies(item.settle(refused), new Outcome.Superseded()));
            }
            together = fronts(items);
        }
        return outcomes;
    }

    private static List<Incoming> fronts(Collection<ItemChanges> items) {
        return items.stream().flatMap(item -> item.front().stream()).toList();
    }

    private static Set<Incoming> refused(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Outcome.Refused.class::isInstance)
                .map(Outcome.Refused.class::cast)
                .flatMap(refused -> refused.event().map(event -> new Incoming(refused.origin(), event)).stream())
                .collect(Collectors.toSet());
    }

    /** @param changes of an item at most one per release, and one deletion */
    private List<Outcome> writeEach(List<Incoming> changes) {
        Map<ReleaseId, List<Incoming>> puts = new LinkedHashMap<>();
        List<Incoming> deletions = new ArrayList<>();
        for (Incoming change : changes) {
            switch (change.event()) {
                case MediaEmbedded.Vectors vectors ->
                    puts.computeIfAbsent(vectors.release(), _ -> new ArrayList<>())
                            .add(change);
                case MediaEmbedded.Deleted _ -> deletions.add(change);
            }
        }
        // What a deletion does not cover is newer than it.
        List<Outcome> outcomes = new ArrayList<>(bisecting(deletions, this::delete));
        puts.forEach((release, ofRelease) -> outcomes.addAll(bisecting(ofRelease, some -> put(release, some))));
        return outcomes;
    }

    /** Looks at the collections again next time. */
    void forget() {
        collections.forget();
    }

    private List<Outcome> put(ReleaseId release, List<Incoming> puts) {
        List<WriteOutcome> written = store.apply(
                release.collection(),
                puts.stream().map(put -> mutation(put.event())).toList());
        boolean live = admission.isLive(release);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < puts.size(); i++) {
            outcomes.add(
                    written.get(i) == WriteOutcome.STALE
                            ? new Outcome.Superseded()
                            : live ? searchable(puts.get(i)) : new Outcome.Indexed());
        }
        return outcomes;
    }

    private List<Outcome> delete(List<Incoming> deletions) {
        List<Mutation.Delete> mutations = deletions.stream()
                .map(deletion -> new Mutation.Delete(
                        deletion.event().key(), deletion.event().mediaVersion()))
                .toList();
        Set<MediaKey> stillThere = new HashSet<>();
        for (String collection : collections.ofSpaceOrRemember(mutations)) {
            List<WriteOutcome> written = store.apply(collection, List.copyOf(mutations));
            List<MediaKey> stale = new ArrayList<>();
            for (int i = 0; i < written.size(); i++) {
                if (written.get(i) == WriteOutcome.STALE) {
                    stale.add(mutations.get(i).key());
                }
            }
            // Stale is also what a deletion gets that was done before, by a run that may have died before it said so.
            stillThere.addAll(
                    stale.isEmpty() ? Set.of() : store.get(collection, stale).keySet());
        }
        return deletions.stream()
                .<Outcome>map(deletion -> stillThere.contains(deletion.event().key())
                        ? new Outcome.Superseded()
                        : new Outcome.Removed(deletion.origin(), (MediaEmbedded.Deleted) deletion.event()))
                .toList();
    }

    /**
     * Writes the changes, and when the store does not take them finds the one that it does not take by halving: its neighbours land. A store that
     * refuses has applied nothing, or what does no harm to be applied again.
     */
    private static List<Outcome> bisecting(List<Incoming> changes, Function<List<Incoming>, List<Outcome>> write) {
        if (changes.isEmpty()) {
            return List.of();
        }
        try {
            return write.apply(changes);
        } catch (IllegalArgumentException e) {
            if (changes.size() == 1) {
                return List.of(refused(changes.getFirst(), new Refusal(Stage.INDEX, Reasons.INVALID_ROW, e)));
            }
            int half = changes.size() / 2;
            List<Outcome> outcomes = new ArrayList<>(bisecting(changes.subList(0, half), write));
            outcomes.addAll(bisecting(changes.subList(half, changes.size()), write));
            return outcomes;
        }
    }

    private static Mutation mutation(MediaEmbedded event) {
        return switch (event) {
            case MediaEmbedded.Deleted deleted -> new Mutation.Delete(deleted.key(), deleted.mediaVersion());
            case MediaEmbedded.Vectors vectors ->
                new Mutation.Put(
                        vectors.key(),
                        vectors.mediaVersion(),
                        vectors.release(),
                        vectors.family(),
                        vectors.attributes(),
                        vectors.parts().stream()
                                .map(part ->
                                        new VectorRow(part.part(), part.modality(), part.contentHash(), part.vector()))
                                .toList());
        };
    }

    private Outcome searchable(Incoming put) {
        return new Outcome.Searchable(put.origin(), (MediaEmbedded.Vectors) put.event(), clock.instant());
    }

    private static Outcome refused(Incoming change, Refusal refusal) {
        return new Outcome.Refused(change.origin(), Optional.of(change.event()), refusal);
    }
}
