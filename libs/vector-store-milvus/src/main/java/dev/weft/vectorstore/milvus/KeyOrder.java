package dev.weft.vectorstore.milvus;

import dev.weft.core.MediaKey;
import dev.weft.vectorstore.StoredVersion;
import io.milvus.v2.common.ConsistencyLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Walks through the items of a collection in the order of their keys, page by page. A page is read by a condition on the key; Milvus has no order of its
 * own to ask for:
 *
 * <ul>
 *   <li>Where a query with a limit gives the first rows by key, a page is one call that reads as many rows as it needs.
 *   <li>Elsewhere a walk begins with one call that reads all keys and remembers every some hundredth of them as a border. A page then reads the rows
 *       between two borders, all of them, so that old borders cost time and never rows.
 * </ul>
 *
 * Either way a whole walk costs what its rows cost, the second way twice.
 */
final class KeyOrder {

    private static final int MAX_ROWS = 16_384;

    /** Parts of an item, as a guess of how many rows a page of items needs. */
    private static final int ROWS_PER_ITEM = 2;

    private static final int ROWS_BETWEEN_BORDERS = 1000;
    private static final Comparator<RowId> BY_KEY = Comparator.comparing(RowId::key);

    private final Queries queries;
    private final Removals removals;
    private final boolean ordered;
    private volatile NavigableSet<String> borders = new TreeSet<>();

    /** @param ordered whether a query with a limit gives the first rows by key */
    KeyOrder(Queries queries, Removals removals, boolean ordered) {
        this.queries = queries;
        this.removals = removals;
        this.ordered = ordered;
    }

    List<StoredVersion> page(Optional<MediaKey> after, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a page must have a positive limit, got " + limit);
        }
        if (!ordered && after.isEmpty()) {
            borders = findBorders();
        }
        List<StoredVersion> page = new ArrayList<>();
        String from = after.map(RowKey::after).orElse(RowKey.beforeItems());
        while (page.size() < limit) {
            Chunk chunk = ordered ? firstRows(from, limit - page.size()) : upToBorder(from);
            page.addAll(items(chunk.rows()));
            if (chunk.last()) {
                break;
            }
            from = chunk.end();
        }
        return List.copyOf(page.subList(0, Math.min(limit, page.size())));
    }

    /**
     * @param rows in order, only whole items
     * @param end everything up to this key is in the rows
     * @param last whether nothing comes behind them
     */
    private record Chunk(List<RowId> rows, String end, boolean last) {}

    private Chunk firstRows(String from, int items) {
        int limit = (int) Math.min(MAX_ROWS, (long) items * ROWS_PER_ITEM + ROWS_PER_ITEM);
        List<RowId> rows = read(greater(from), limit);
        if (rows.size() < limit) {
            return new Chunk(rows, from, true);
        }
        // There may be more rows of the last item: it is read whole next time, or now if it is the only one.
        String cut = rows.getLast().item();
        List<RowId> whole = rows.stream().filter(row -> !row.item().equals(cut)).toList();
        if (whole.isEmpty()) {
            MediaKey only = MediaKey.parse(cut);
            String end = RowKey.after(only);
            return new Chunk(read(greater(from) + " and " + upTo(end), 0), end, false);
        }
        return new Chunk(whole, RowKey.after(MediaKey.parse(whole.getLast().item())), false);
    }

    private Chunk upToBorder(String from) {
        String border = borders.higher(from);
        return border == null
                ? new Chunk(read(greater(from), 0), from, true)
                : new Chunk(read(greater(from) + " and " + upTo(border), 0), border, false);
    }

    private NavigableSet<String> findBorders() {
        List<RowId> all = read(greater(RowKey.beforeItems()), 0);
        NavigableSet<String> found = new TreeSet<>();
        for (int i = ROWS_BETWEEN_BORDERS; i < all.size(); i += ROWS_BETWEEN_BORDERS) {
            found.add(RowKey.after(MediaKey.parse(all.get(i).item())));
        }
        return found;
    }

    private List<RowId> read(String filter, int limit) {
        return queries.query(filter, Fields.IDENTITY, limit, ConsistencyLevel.STRONG).stream()
                .map(RowReader::id)
                .sorted(BY_KEY)
                .toList();
    }

    /** Removes replaced rows on the way. */
    private List<StoredVersion> items(List<RowId> rows) {
        Map<String, List<RowId>> byItem = new LinkedHashMap<>();
        rows.forEach(row ->
                byItem.computeIfAbsent(row.item(), item -> new ArrayList<>()).add(row));
        List<ItemState> states = byItem.values().stream().map(ItemState::new).toList();
        removals.remove(
                states.stream().flatMap(state -> state.losers().stream()).toList());
        return states.stream().flatMap(state -> state.newest().stream()).toList();
    }

    private static String greater(String key) {
        return Fields.KEY + " > " + FilterCompiler.quoted(key);
    }

    private static String upTo(String key) {
        return Fields.KEY + " <= " + FilterCompiler.quoted(key);
    }
}
