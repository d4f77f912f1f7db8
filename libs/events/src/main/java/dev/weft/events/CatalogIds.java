package dev.weft.events;

import dev.weft.events.UndecodableRecordException.Reason;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.Schema;

/** Without a registry: schema ids are those of the built-in catalog. */
final class CatalogIds implements SchemaIds {

    private final SchemaCatalog catalog;
    private final ConcurrentMap<String, Integer> written = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, Schema> schemas = new ConcurrentHashMap<>();

    CatalogIds(SchemaCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public int written(String topic) {
        return written.computeIfAbsent(topic, this::latest);
    }

    private int latest(String topic) {
        return catalog.latest(SchemaCatalog.subjectOf(topic))
                .orElseThrow(() -> new IllegalStateException("the catalog must know every topic, got " + topic))
                .id();
    }

    @Override
    public Schema schema(String topic, int id) throws UndecodableRecordException {
        SchemaCatalog.Entry entry = catalog.byId(id)
                .filter(known -> known.subject().equals(SchemaCatalog.subjectOf(topic)))
                .orElseThrow(() -> new UndecodableRecordException(
                        Reason.UNKNOWN_SCHEMA_ID,
                        "the built-in catalog has no schema of " + topic + " with this id, got " + id));
        return schemas.computeIfAbsent(id, key -> new Schema.Parser().parse(entry.schemaJson()));
    }
}
