package dev.weft.vectorstore.milvus;

import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.VectorStoreException;
import dev.weft.vectorstore.WriteOutcome;
import dev.weft.vectorstore.spi.Dimensions;
import io.milvus.v2.common.ConsistencyLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a batch so that the newest version of each item is left, whoever else writes at the same time. Rows of different versions have different keys
 * and never overwrite each other; after its rows are written, each writer looks strongly at the items of its batch and removes what is older than the
 * newest it sees. Of two writers the one that looks later sees the rows of both, so what is older goes, in whatever order things happen
 * (docs/adr/0012).
 */
final class BatchWriter {

    /** Each look finds work only if another writer wrote the same items meanwhile. */
    private static final int MAX_LOOKS = 100;

    /**
     * How many looks in a row may find neither a write nor a newer one. One look isn't enough to call a row lost: milvus-lite answers a query from no
     * snapshot, so it can miss a row that another writer replaces meanwhile, together with the row that replaces it.
     */
    private static final int LOOKS_FOR_A_LOST_ROW = 5;

    private final MilvusConnection server;
    private final CollectionInfo collection;
    private final Queries queries;
    private final AttributeMemory attributes;
    private final RowWriter rows;
    private final Removals removals;
    private final MilvusSettings.Limits limits;

    BatchWriter(
            MilvusConnection server,
            CollectionInfo collection,
            Queries queries,
            AttributeMemory attributes,
            RowWriter rows,
            Removals removals,
            MilvusSettings.Limits limits) {
        this.server = server;
        this.collection = collection;
        this.queries = queries;
        this.attributes = attributes;
        this.rows = rows;
        this.removals = removals;
        this.limits = limits;
    }

    List<WriteOutcome> apply(List<Mutation> mutations) {
        Dimensions.requireWritable(collection.schema(), mutations);
        // Made for all, those that turn out stale as well: a bad item must be refused before anything is written.
        List<Write> all = mutations.stream().map(this::checked).toList();
        // May miss what was written a moment ago. That costs a write that the look at the end takes back; it saves most
        // of a replay.
        Map<String, ItemState> before = states(all, ConsistencyLevel.BOUNDED);
        Batch batch = new Batch(all, before);
        List<Write> writes = batch.writes();
        Set<String> written = writes.stream().map(Write::item).collect(Collectors.toSet());
        // Of items that are not written as well: a writer that died may have left rows behind.
        List<Write> unsettled = batch.items().stream()
                .filter(write -> written.contains(write.item())
                        || !losers(List.of(write), before).isEmpty())
                .toList();
        if (!unsettled.isEmpty()) {
            upsert(writes);
            removals.remove(losers(unsettled, before));
            Map<String, ItemState> settled = settle(unsettled);
            writes.forEach(write -> conclude(batch, write, state(settled, write)));
        }
        return batch.outcomes();
    }

    private Write checked(Mutation mutation) {
        RowWriter.Rows made = rows.rows(mutation);
        if (made.bytes() > limits.requestBytes()) {
            throw new IllegalArgumentException("the rows of an item may take up to " + limits.requestBytes()
                    + " bytes, got about " + made.bytes() + " for " + mutation.key());
        }
        return new Write(mutation, made);
    }

    private void upsert(List<Write> writes) {
        List<AttributeMemory.Attribute> unknown =
                attributes.unknown(writes.stream().map(Write::mutation).toList());
        List<RowWriter.Rows> units = new ArrayList<>();
        // First, so that no item is there before its attributes are known.
        unknown.forEach(attribute -> units.add(rows.attribute(attribute.name(), attribute.type())));
        writes.forEach(write -> units.add(write.rows()));
        for (List<RowWriter.Rows> request : Requests.split(units, limits)) {
            server.upsert(
                    "write to collection " + collection.name(),
                    collection.name(),
                    request.stream().flatMap(unit -> unit.make().get().stream()).toList(),
                    rows.format());
        }
        attributes.remembered(unknown);
    }

    /**
     * Looks until there is nothing to remove. The last look is strong and later than all that was written and removed: what it saw, searches see from now
     * on, whatever their consistency.
     */
    private Map<String, ItemState> settle(List<Write> writes) {
        int without = 0;
        for (int look = 0; look < MAX_LOOKS; look++) {
            Map<String, ItemState> seen = states(writes, ConsistencyLevel.STRONG);
            List<String> losers = losers(writes, seen);
            boolean lost = writes.stream().anyMatch(write -> isLost(write, state(seen, write)));
            without = lost ? without + 1 : 0;
            if (losers.isEmpty() && (!lost || without == LOOKS_FOR_A_LOST_ROW)) {
                return seen;
            }
            removals.remove(losers);
        }
        throw unfinished("other writers kept writing the same items", collection.name());
    }

    private static boolean isLost(Write write, ItemState state) {
        return !state.isNewerThan(write.mutation())
                && !state.keys().containsAll(write.rows().keys());
    }

    private void conclude(Batch batch, Write write, ItemState state) {
        if (state.isNewerThan(write.mutation())) {
            batch.lost(write);
        } else if (isLost(write, state)) {
            throw unfinished(
                    "the server acknowledged rows of " + write.item() + " and does not show them", collection.name());
        }
    }

    private Map<String, ItemState> states(List<Write> writes, ConsistencyLevel consistency) {
        return queries.states(
                writes.stream().map(write -> write.mutation().key()).toList(), consistency);
    }

    private static VectorStoreException unfinished(String why, String collection) {
        return new VectorStoreException(
                "the write to collection " + collection + " can't be confirmed: " + why,
                new IllegalStateException(why));
    }

    private static List<String> losers(List<Write> writes, Map<String, ItemState> seen) {
        return writes.stream()
                .flatMap(write ->
                        state(seen, write).losers(write.mutation(), write.rows().keys()).stream())
                .toList();
    }

    private static ItemState state(Map<String, ItemState> seen, Write write) {
        return seen.getOrDefault(write.item(), ItemState.ABSENT);
    }
}
