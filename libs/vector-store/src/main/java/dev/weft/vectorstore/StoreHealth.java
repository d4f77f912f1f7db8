package dev.weft.vectorstore;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether a store can be used now, and what it can do.
 *
 * @param problem why it can't be used, in words for an operator; absent when it can
 * @param capabilities what was found out about it, such as its version and what it handles: names and values for people
 */
public record StoreHealth(Optional<String> problem, SortedMap<String, String> capabilities) {

    public StoreHealth {
        capabilities = Collections.unmodifiableSortedMap(new TreeMap<>(capabilities));
    }

    public static StoreHealth well(SortedMap<String, String> capabilities) {
        return new StoreHealth(Optional.empty(), capabilities);
    }

    public static StoreHealth ill(String problem, SortedMap<String, String> capabilities) {
        return new StoreHealth(Optional.of(problem), capabilities);
    }
}
