package dev.weft.vectorstore;

import java.time.Duration;
import java.util.Optional;

/** Makes stores of one kind; found by {@link java.util.ServiceLoader}. */
public interface VectorStoreProvider {

    /** The scheme of the URIs it opens, such as {@code lucene} in {@code lucene:/var/lib/weft/index}. */
    String scheme();

    /**
     * One spelling for all the ways to write a location, so that a store is opened once.
     *
     * @param location the URI without its scheme and colon
     * @throws IllegalArgumentException if it is no location
     */
    default String canonical(String location) {
        return location;
    }

    /**
     * How long a single call to the store may take before it is given up; empty where nothing stands between the caller and the store.
     *
     * @param location as {@link #canonical} gave it
     */
    default Optional<Duration> deadline(String location) {
        return Optional.empty();
    }

    /**
     * Opens the store.
     *
     * @param location as {@link #canonical} gave it
     * @throws VectorStoreException if it can't be opened
     */
    VectorStore open(String location);
}
