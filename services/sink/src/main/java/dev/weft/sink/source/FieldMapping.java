package dev.weft.sink.source;

import com.fasterxml.jackson.core.JsonPointer;
import dev.weft.core.Attributes;
import dev.weft.core.Modality;
import dev.weft.core.ReleaseId;
import dev.weft.core.TenantId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the fields of a foreign record are, and what is the same for all records. Paths are JSON pointers (RFC 6901), for Avro as well.
 *
 * @param key the item's id; without it, the record's key as UTF-8 text is the id
 * @param tenant without it, every item is of {@code constantTenant}
 * @param vector numbers, or bytes that hold them
 * @param vectorBytes what the bytes of a vector hold, where it comes as bytes
 * @param attributesObject an object whose fields become attributes
 * @param attributes further attributes, by name
 * @param deleted a field that is true when the item is to be removed; a record without a value removes it in any case
 * @param modality of every item
 * @param part the name of the one part that every item has
 * @param release of every vector
 */
public record FieldMapping(
        Optional<JsonPointer> key,
        Optional<JsonPointer> tenant,
        TenantId constantTenant,
        JsonPointer vector,
        VectorBytes vectorBytes,
        VersionFrom version,
        Optional<JsonPointer> attributesObject,
        SortedMap<String, JsonPointer> attributes,
        Optional<JsonPointer> deleted,
        Modality modality,
        String part,
        ReleaseId release) {

    public FieldMapping {
        attributes.keySet().forEach(Attributes::requireName);
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /**
     * Reads a path.
     *
     * @param what names it in the message
     * @throws IllegalArgumentException if it is no JSON pointer to a field
     */
    public static JsonPointer pointer(String what, String path) {
        if (path.length() < 2 || path.charAt(0) != '/') {
            throw new IllegalArgumentException(what + " must be a JSON pointer such as /meta/id, got '" + path + "'");
        }
        return JsonPointer.compile(path);
    }

    /** As {@link #pointer}, for attributes by name. */
    public static SortedMap<String, JsonPointer> pointers(String what, Map<String, String> paths) {
        SortedMap<String, JsonPointer> pointers = new TreeMap<>();
        paths.forEach((name, path) -> pointers.put(name, pointer(what + "." + name, path)));
        return pointers;
    }
}
