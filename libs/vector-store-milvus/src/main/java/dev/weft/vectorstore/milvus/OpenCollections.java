package dev.weft.vectorstore.milvus;

import dev.weft.vectorstore.UnknownCollectionException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The collections that were used lately, so that not every call looks them up. Where an alias points is believed for a second at most: a switch made by
 * another process is seen after that, and one made here at once.
 */
final class OpenCollections {

    private static final Duration ALIAS_KEPT = Duration.ofSeconds(1);

    /** A collection that another process drops and makes anew is seen as the new one after this time, or after the first error. */
    private static final Duration COLLECTION_KEPT = Duration.ofSeconds(10);

    private final Catalogue catalogue;
    private final Function<CollectionInfo, MilvusCollection> opener;
    private final Map<String, Kept<String>> names = new ConcurrentHashMap<>();
    private final Map<String, Kept<MilvusCollection>> collections = new ConcurrentHashMap<>();

    OpenCollections(Catalogue catalogue, Function<CollectionInfo, MilvusCollection> opener) {
        this.catalogue = catalogue;
        this.opener = opener;
    }

    /**
     * Works on a collection; once more, with what is known looked up again, if the server says that it isn't so.
     *
     * @throws UnknownCollectionException if there is none of this name
     */
    <T> T with(String aliasOrCollection, Function<MilvusCollection, T> work) {
        try {
            return work.apply(collection(aliasOrCollection));
        } catch (StaleCollectionException e) {
            forget();
            return work.apply(collection(aliasOrCollection));
        }
    }

    void forget() {
        names.clear();
        collections.clear();
    }

    Collection<MilvusCollection> all() {
        return collections.values().stream().map(Kept::value).toList();
    }

    private MilvusCollection collection(String aliasOrCollection) {
        String name = kept(names, aliasOrCollection).orElseGet(() -> {
            String found = catalogue
                    .resolve(aliasOrCollection)
                    .orElseThrow(() -> new UnknownCollectionException(aliasOrCollection));
            names.put(
                    aliasOrCollection,
                    new Kept<>(found, found.equals(aliasOrCollection) ? COLLECTION_KEPT : ALIAS_KEPT));
            return found;
        });
        return kept(collections, name).orElseGet(() -> {
            CollectionInfo info = catalogue.describe(name);
            catalogue.requireLoaded(name);
            MilvusCollection opened = opener.apply(info);
            collections.put(name, new Kept<>(opened, COLLECTION_KEPT));
            return opened;
        });
    }

    private static <T> Optional<T> kept(Map<String, Kept<T>> all, String name) {
        return Optional.ofNullable(all.get(name)).filter(Kept::isFresh).map(Kept::value);
    }

    private record Kept<T>(T value, long until) {
        Kept(T value, Duration time) {
            this(value, System.nanoTime() + time.toNanos());
        }

        boolean isFresh() {
            return until - System.nanoTime() > 0;
        }
    }
}
