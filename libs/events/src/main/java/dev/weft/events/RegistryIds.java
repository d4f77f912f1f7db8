package dev.weft.events;

import dev.weft.events.UndecodableRecordException.Reason;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * With a registry: schema ids are its own. Each is asked for once and then known for good, so that a registry that is away is missed only by
 * records with an id not seen before.
 */
final class RegistryIds implements SchemaIds {

    private final RegistryClient registry;
    private final Map<String, Integer> written = new HashMap<>();
    private final ConcurrentMap<Integer, Schema> schemas = new ConcurrentHashMap<>();

    private RegistryIds(RegistryClient registry) {
        this.registry = registry;
    }

    /**
     * Registers the schemas that records are written with, and asks for BACKWARD_TRANSITIVE first: a registry's own default may be to check
     * nothing, and the rule must judge our schemas too.
     *
     * @throws SchemaRegistryException if the registry can't be asked now, or refuses
     */
    static RegistryIds open(URI url, SchemaCatalog catalog) {
        RegistryIds ids = new RegistryIds(new RegistryClient(url));
        for (String subject : catalog.subjects()) {
            ids.registry.requireBackwardTransitive(subject);
            catalog.latest(subject).ifPresent(ids::register);
        }
        return ids;
    }

    /** For reading what others write: nothing is registered, and nothing asked for yet. */
    static RegistryIds readingOnly(URI url) {
        return new RegistryIds(new RegistryClient(url));
    }

    private void register(SchemaCatalog.Entry entry) {
        int id = registry.register(entry.subject(), entry.schemaJson());
        written.put(entry.subject(), id);
        schemas.put(id, new Schema.Parser().parse(entry.schemaJson()));
    }

    @Override
    public int written(String topic) {
        Integer id = written.get(SchemaCatalog.subjectOf(topic));
        if (id == null) {
            throw new IllegalStateException("the catalog must know every topic, got " + topic);
        }
        return id;
    }

    @Override
    public Schema schema(String topic, int id) throws UndecodableRecordException {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        String json = registry.schema(id)
                .orElseThrow(() -> new UndecodableRecordException(
                        Reason.UNKNOWN_SCHEMA_ID, "the schema registry has no schema with this id, got " + id));
        try {
            Schema asked = new Schema.Parser().parse(json);
            schemas.put(id, asked);
            return asked;
        } catch (AvroRuntimeException e) {
            throw new UndecodableRecordException(
                    Reason.UNKNOWN_SCHEMA_ID,
                    "schema " + id + " must be Avro and whole in itself: " + e.getMessage(),
                    e);
        }
    }
}
