package dev.weft.vectorstore.spi;

import dev.weft.vectorstore.UnknownCollectionException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which alias names which collection. Immutable: a store that swaps a whole table switches atomically.
 *
 * @param targets the collection of each alias
 */
public record AliasTable(SortedMap<String, String> targets) {

    public static final AliasTable EMPTY = new AliasTable(new TreeMap<>());

    /** What every store allows in a name. Milvus stops at 255 characters. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

    public AliasTable {
        targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    }

    /**
     * The table with this alias pointing at the collection that {@code target} names.
     *
     * @throws IllegalArgumentException if the alias is no name, or the name of a collection
     * @throws UnknownCollectionException if there is no such target
     */
    public AliasTable with(String alias, String target, Collection<String> collections) {
        if (!NAME.matcher(alias).matches()) {
            throw new IllegalArgumentException(
                    "an alias must be a letter or underscore followed by up to 127 letters, digits or underscores, got "
                            + alias.length() + " characters that are not");
        }
        if (collections.contains(alias)) {
            throw new IllegalArgumentException("an alias must not be the name of a collection, got '" + alias + "'");
        }
        TreeMap<String, String> changed = new TreeMap<>(targets);
        changed.put(alias, resolve(target, collections).orElseThrow(() -> new UnknownCollectionException(target)));
        return new AliasTable(changed);
    }

    /** The collection of this name or of the alias of this name. */
    public Optional<String> resolve(String name, Collection<String> collections) {
        String collection = targets.getOrDefault(name, name);
        return collections.contains(collection) ? Optional.of(collection) : Optional.empty();
    }

    /**
     * Checks that the collection may go.
     *
     * @throws IllegalStateException if an alias names it: searches through the alias would fail
     */
    public void requireUnused(String collection) {
        List<String> users = targets.entrySet().stream()
                .filter(entry -> entry.getValue().equals(collection))
                .map(Map.Entry::getKey)
                .toList();
        if (!users.isEmpty()) {
            throw new IllegalStateException("collection '" + collection + "' is named by the alias "
                    + String.join(", ", users) + "; point it at another collection first");
        }
    }
}
