package dev.weft.vectorstore;

import dev.weft.core.AttributeValue;
import dev.weft.core.Attributes;
import dev.weft.core.Embedding;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.ReleaseId;
import dev.weft.core.Sha256;
import java.util.List;
import java.util.Map;

/** Small items for the contract suite: four dimensions, so that a reader sees which vectors are near which. */
public final class Items {

    public static final ReleaseId RELEASE = ReleaseId.parse("catalog@1");
    public static final CollectionSchema SCHEMA = new CollectionSchema(RELEASE, 4);
    public static final String COLLECTION = SCHEMA.name();

    private Items() {}

    public static MediaKey key(String id) {
        return MediaKey.of("default", id);
    }

    public static VectorRow image(float... vector) {
        return row("image", Modality.IMAGE, vector);
    }

    public static VectorRow caption(float... vector) {
        return row("caption", Modality.TEXT, vector);
    }

    /** @param vector scaled to unit norm */
    public static VectorRow row(String part, Modality modality, float... vector) {
        return new VectorRow(part, modality, Sha256.ofText(part), Embedding.normalized(vector));
    }

    public static Mutation.Put put(String id, long version, VectorRow... rows) {
        return put(key(id), version, Map.of(), rows);
    }

    public static Mutation.Put put(String id, Map<String, AttributeValue> attributes) {
        return put(key(id), 1, attributes, image(1, 0, 0, 0));
    }

    public static Mutation.Put put(
            MediaKey key, long version, Map<String, AttributeValue> attributes, VectorRow... rows) {
        String family = "family of " + key.id();
        return new Mutation.Put(key, version, RELEASE, family, Attributes.of(attributes), List.of(rows));
    }

    public static Mutation.Delete delete(String id, long version) {
        return new Mutation.Delete(key(id), version);
    }

    /** What a store must give back for a put. */
    public static StoredMedia stored(Mutation.Put put) {
        return new StoredMedia(put.key(), put.version(), put.release(), put.family(), put.attributes(), put.rows());
    }

    public static StoredVersion version(Mutation mutation) {
        return new StoredVersion(mutation.key(), mutation.version(), mutation instanceof Mutation.Delete);
    }
}
