package dev.weft.vectorstore;

import dev.weft.core.MediaKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Collections of vectors, one per release, and aliases that name the live one.
 *
 * <p>The unit of a write is a media item with all its parts: a version is searchable as a whole or not at all. The newest version of an item
 * wins whatever the order of arrival, and a deletion is remembered with its version, so that writing the same log twice, or in another order
 * per item, gives the same content.
 *
 * <p>Names of collections and aliases share one space; wherever a collection is named, an alias does as well. Implementations are safe for
 * use by several threads. A store that can't be reached, or fails, throws {@link VectorStoreException}, and {@link StoreExhaustedException} when
 * waiting does not help; a name that is no collection's and no
 * alias's throws {@link UnknownCollectionException}.
 */
public interface VectorStore extends AutoCloseable {

    /**
     * Creates the collection, or does nothing when it exists with this dimension. It is durable when this returns.
     *
     * @throws IllegalArgumentException if it exists with another dimension
     */
    void createCollection(CollectionSchema schema);

    /**
     * Removes the collection and its rows; does nothing when there is none.
     *
     * @param collection its own name: an alias is not followed
     * @throws IllegalStateException if an alias names it
     */
    void dropCollection(String collection);

    /** The names of all collections, without aliases. */
    List<String> collections();

    /**
     * Points the alias at the collection, atomically: every search sees the old target or the new one. It is durable when this returns.
     *
     * @throws IllegalArgumentException if the alias is the name of a collection, or no name
     * @throws UnknownCollectionException if there is no such collection
     */
    void setAlias(String alias, String collection);

    /** The collection that an alias names, or the name itself when it is a collection. */
    Optional<String> resolve(String aliasOrCollection);

    /**
     * Applies the mutations in their order and makes them visible to searches that start after the return. When the call returns they are
     * acknowledged, but {@link #sync()} decides whether they survive a crash.
     *
     * @return one outcome per mutation, in the same order
     * @throws IllegalArgumentException if a vector's dimension is not the collection's; nothing is applied then
     */
    List<WriteOutcome> apply(String collection, List<Mutation> mutations);

    /** Returns when everything acknowledged so far is durable. Costs a flush to disk where the store has one: call it per second, not per batch. */
    void sync();

    /**
     * How often since it was opened the store may have lost acknowledged writes that were not synced, and went on: a full disk may do that to a store
     * in this process. Whoever wrote something before this number grew, and has not seen a sync succeed in between, must write it again.
     */
    default long losses() {
        return 0;
    }

    /**
     * Nearest neighbours by cosine similarity, for many queries in one call.
     *
     * @return one result list per query, best first, with at most {@code k} hits each; a part is at most once in a list
     * @throws IllegalArgumentException if a query's dimension is not the collection's
     * @throws UnknownFieldException if a filter names an attribute that no row of the collection has
     */
    List<List<Hit>> search(String collection, List<VectorQuery> queries);

    /** The live rows of these items, with vectors. Items that are absent or deleted are left out. */
    Map<MediaKey, StoredMedia> get(String collection, Collection<MediaKey> keys);

    /**
     * All items in the order of their keys' text form, deleted ones included while they are remembered, for comparison with the log.
     *
     * @param after the last key of the previous page, empty for the first page
     * @param limit the size of the page, positive
     */
    List<StoredVersion> scan(String collection, Optional<MediaKey> after, int limit);

    CollectionStatistics statistics(String collection);

    /** The number of live rows: one per part. */
    default long count(String collection) {
        return statistics(collection).rows();
    }

    /**
     * The attributes that rows of the collection have, and their types: what a filter may name. Attributes that only removed rows had may be
     * among them. One that items have with different types is told with the first of the enum's order; a filter matches by the
     * type of its own value.
     */
    SortedMap<String, AttributeType> attributes(String collection);

    /** Asks the store whether it works. Does not throw: a store that does not answer in time is ill. */
    StoreHealth health();

    /** Releases files and connections after a {@link #sync()}. Idempotent. */
    @Override
    void close();
}
