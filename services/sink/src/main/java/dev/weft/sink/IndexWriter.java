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
import java.util.Deque;
import java.util.HashSet;
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
    private final ReleaseId release;
    private final Clock clock;

    IndexWriter(VectorStore store, ReleaseCollections collections, ReleaseId release, Clock clock) {
        this.store = store;
        this.collections = collections;
        this.release = release;
        this.clock = clock;
    }

    /**
     * Applies the changes; doing it again changes nothing. Of the changes of one item only the newest is written, and when that one is refused the
     * newest of the others: a record that can't land must not hide one that can.
     *
     * @param changes in the order of their records
     * @throws dev.weft.vectorstore.VectorStoreException if the store can't be written now: try again
     */
    List<Outcome> write(List<Incoming> changes) {
        List<Outcome> outcomes = new ArrayList<>();
        List<Incoming> acceptable = new ArrayList<>();
        for (Incoming change : changes) {
            refusalOf(change.event())
                    .ifPresentOrElse(refusal -> outcomes.add(refused(change, refusal)), () -> acceptable.add(change));
        }
        Collection<Deque<Incoming>> items = Newest.firstPerItem(acceptable);
        while (!items.isEmpty()) {
            List<Outcome> written =
                    writeEach(items.stream().map(Deque::removeFirst).toList());
            outcomes.addAll(written);
            Set<MediaKey> refused = keysOfRefused(written);
            List<Deque<Incoming>> again = new ArrayList<>();
            for (Deque<Incoming> older : items) {
                if (!older.isEmpty()
                        && refused.contains(older.getFirst().event().key())) {
                    again.add(older);
                } else {
                    older.forEach(_ -> outcomes.add(new Outcome.Superseded()));
                }
            }
            items = again;
        }
        return outcomes;
    }

    private static Set<MediaKey> keysOfRefused(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Outcome.Refused.class::isInstance)
                .flatMap(refused -> ((Outcome.Refused) refused).event().stream())
                .map(MediaEmbedded::key)
                .collect(Collectors.toSet());
    }

    /** @param changes at most one per item */
    private List<Outcome> writeEach(List<Incoming> changes) {
        Map<Boolean, List<Incoming>> byDeletion = changes.stream()
                .collect(Collectors.partitioningBy(change -> change.event() instanceof MediaEmbedded.Deleted));
        List<Outcome> outcomes = new ArrayList<>(bisecting(byDeletion.getOrDefault(false, List.of()), this::put));
        outcomes.addAll(bisecting(byDeletion.getOrDefault(true, List.of()), this::delete));
        return outcomes;
    }

    /** Looks at the collections again next time. */
    void forget() {
        collections.forget();
    }

    private Optional<Refusal> refusalOf(MediaEmbedded event) {
        return switch (event) {
            case MediaEmbedded.Deleted _ -> Optional.empty();
            case MediaEmbedded.Vectors vectors -> refusalOf(vectors);
        };
    }

    private Optional<Refusal> refusalOf(MediaEmbedded.Vectors vectors) {
        if (!vectors.release().equals(release)) {
            return Optional.of(new Refusal(
                    Stage.INDEX,
                    Reasons.WRONG_RELEASE,
                    new IllegalArgumentException(
                            "only vectors of " + release + " are indexed here, got " + vectors.release())));
        }
        Set<Integer> dimensions =
                vectors.parts().stream().map(part -> part.vector().dimension()).collect(Collectors.toSet());
        try {
            if (dimensions.size() > 1) {
                throw new IllegalArgumentException("vectors of one item have one dimension, got " + dimensions);
            }
            collections.require(dimensions.iterator().next());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(new Refusal(Stage.INDEX, Reasons.WRONG_DIMENSION, e));
        }
    }

    private List<Outcome> put(List<Incoming> puts) {
        List<WriteOutcome> written = store.apply(
                release.collection(),
                puts.stream().map(put -> mutation(put.event())).toList());
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < puts.size(); i++) {
            outcomes.add(written.get(i) == WriteOutcome.APPLIED ? searchable(puts.get(i)) : new Outcome.Superseded());
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
