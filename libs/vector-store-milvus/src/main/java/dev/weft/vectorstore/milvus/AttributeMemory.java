package dev.weft.vectorstore.milvus;

import dev.weft.vectorstore.AttributeType;
import dev.weft.vectorstore.Filter;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.spi.AttributeTypes;
import io.milvus.v2.common.ConsistencyLevel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which attributes a collection's rows have had. The server can't tell the names within its JSON values, so a row of a kind of its own is written with
 * the first items that have an attribute of some name and type. A name that is known here is never asked for again.
 */
final class AttributeMemory {

    /** @param name with the type: one name may have several */
    record Attribute(String name, AttributeType type) {}

    private final Queries queries;
    private final Set<Attribute> known = ConcurrentHashMap.newKeySet();

    AttributeMemory(Queries queries) {
        this.queries = queries;
    }

    /** The attributes of these mutations that aren't known to be remembered. */
    List<Attribute> unknown(Iterable<Mutation> mutations) {
        Set<Attribute> unknown = new LinkedHashSet<>();
        for (Mutation mutation : mutations) {
            if (mutation instanceof Mutation.Put put) {
                AttributeTypes.of(put.attributes()).forEach((name, type) -> unknown.add(new Attribute(name, type)));
            }
        }
        unknown.removeAll(known);
        return new ArrayList<>(unknown);
    }

    void remembered(List<Attribute> attributes) {
        known.addAll(attributes);
    }

    /** Reads all that are remembered. */
    SortedMap<String, AttributeType> read() {
        for (Map<String, Object> row :
                queries.query(RowKind.ATTRIBUTE.condition(), List.of(Fields.KEY), 0, ConsistencyLevel.STRONG)) {
            String key = RowReader.text(row, Fields.KEY);
            known.add(new Attribute(RowKey.attributeName(key), RowKey.attributeType(key)));
        }
        return types();
    }

    /**
     * Costs a call only if a name is new here.
     *
     * @throws dev.weft.vectorstore.UnknownFieldException if the filter names an attribute that no item has had
     */
    void requireKnown(Filter filter) {
        if (!filter.fields().isEmpty() && !types().keySet().containsAll(filter.fields())) {
            AttributeTypes.requireKnown(filter, read());
        }
    }

    private SortedMap<String, AttributeType> types() {
        SortedMap<String, AttributeType> types = new TreeMap<>();
        known.forEach(attribute -> types.merge(attribute.name(), attribute.type(), AttributeTypes::widest));
        return types;
    }
}
