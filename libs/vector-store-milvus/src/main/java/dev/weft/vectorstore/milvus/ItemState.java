package dev.weft.vectorstore.milvus;

import dev.weft.core.MediaKey;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.WriteOutcome;
import dev.weft.vectorstore.spi.VersionRules;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All rows that were seen of one item, of whatever version. */
record ItemState(List<RowId> rows) {

    /** A deletion beats rows of its own version. */
    private static final Comparator<RowId> OLDEST_FIRST =
            Comparator.comparingLong(RowId::version).thenComparing(RowId::deleted);

    static final ItemState ABSENT = new ItemState(List.of());

    ItemState {
        rows = List.copyOf(rows);
    }

    /** What counts of the item. */
    Optional<StoredVersion> newest() {
        return rows.stream().max(OLDEST_FIRST).map(ItemState::version);
    }

    /**
     * The keys of the rows that don't count, after this mutation was written. Beside what is older than the newest these are, when the mutation is the
     * newest, the rows of its own version that it does not have: they are of an earlier write of this version.
     *
     * @param writtenKeys the rows of the mutation
     */
    List<String> losers(Mutation written, Collection<String> writtenKeys) {
        if (isNewerThan(written)) {
            return losers();
        }
        return rows.stream()
                .filter(row -> beats(written, row) && !writtenKeys.contains(row.key()))
                .map(RowId::key)
                .toList();
    }

    /** The keys of the rows that are older than what counts. */
    List<String> losers() {
        Optional<RowId> newest = rows.stream().max(OLDEST_FIRST);
        return rows.stream()
                .filter(row -> OLDEST_FIRST.compare(row, newest.orElse(row)) < 0)
                .map(RowId::key)
                .toList();
    }

    /** Whether what counts is not this mutation. */
    boolean isNewerThan(Mutation written) {
        return rows.stream()
                .max(OLDEST_FIRST)
                .filter(newest -> !beats(written, newest))
                .isPresent();
    }

    private static boolean beats(Mutation written, RowId row) {
        // The row is the mutation's own item's: its key needs not be read again, for every row of every write.
        StoredVersion stored = new StoredVersion(written.key(), row.version(), row.deleted());
        return VersionRules.decide(Optional.of(stored), written) == WriteOutcome.APPLIED
                || (written instanceof Mutation.Delete && row.deleted() && row.version() == written.version());
    }

    private static StoredVersion version(RowId row) {
        return new StoredVersion(MediaKey.parse(row.item()), row.version(), row.deleted());
    }

    Set<String> keys() {
        return rows.stream().map(RowId::key).collect(Collectors.toSet());
    }
}
