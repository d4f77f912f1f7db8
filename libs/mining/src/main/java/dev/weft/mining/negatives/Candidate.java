package dev.weft.mining.negatives;

import dev.weft.core.Anchor;
import dev.weft.core.Embedding;
import dev.weft.core.Neighbours.Place;
import dev.weft.vectorstore.VectorRow;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** An item that may be hard to tell from a pair. */
final class Candidate {

    /** Less alike than anything: where a part is missing. */
    private static final double NONE = -1;

    private final PairView pair;
    private final IndexedItem item;
    private final Optional<Anchor> known;
    private final Map<Search, Place> places;
    private final Optional<String> caption;
    private final double looks;
    private final double reads;

    /**
     * @param known what the miner knows of the item's caption and picture, unless it has just been deleted
     * @param places where the searches found it; empty when it was found by its words
     */
    Candidate(PairView pair, IndexedItem item, Optional<Anchor> known, Map<Search, Place> places) {
        this.pair = pair;
        this.item = item;
        this.known = known;
        this.places = places.isEmpty() ? Map.of() : new EnumMap<>(places);
        this.caption = known.flatMap(Anchor::caption).map(Captions::normalised);
        this.looks = cosine(pair.media(), item.media());
        this.reads = cosine(pair.text(), item.text());
    }

    PairView pair() {
        return pair;
    }

    IndexedItem item() {
        return item;
    }

    Optional<Anchor> known() {
        return known;
    }

    Optional<Place> place(Search search) {
        return Optional.ofNullable(places.get(search));
    }

    boolean isFoundByWordsOnly() {
        return places.isEmpty();
    }

    /** The worst of its places, as it must be far enough down in one of the lists; nothing when it was found by its words. */
    int deepestRank() {
        return places.values().stream().mapToInt(Place::rank).max().orElse(Integer.MAX_VALUE);
    }

    /** Normalised. */
    Optional<String> caption() {
        return caption;
    }

    /** Cosine of the two media. */
    double looks() {
        return looks;
    }

    /** Cosine of the two texts. */
    double reads() {
        return reads;
    }

    /** Cosine across the pair, as a negative in this direction has it. */
    double across(Direction direction) {
        return switch (direction) {
            case TEXT -> cosine(pair.media(), item.text());
            case MEDIA -> cosine(pair.text(), item.media());
        };
    }

    Optional<VectorRow> part(Direction direction) {
        return item.part(direction);
    }

    private static double cosine(Embedding one, Optional<VectorRow> other) {
        return other.map(row -> (double) one.cosine(row.vector())).orElse(NONE);
    }
}
