package dev.weft.vectorstore.milvus;

import dev.weft.core.ReleaseId;
import dev.weft.vectorstore.CollectionSchema;
import io.milvus.v2.service.collection.request.CreateCollectionReq.FieldSchema;
import io.milvus.v2.service.collection.response.DescribeCollectionResp;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a collection was made as. */
record CollectionInfo(CollectionSchema schema, VectorFormat format) {

    private static final Pattern NAME = Pattern.compile("(.+)__r([1-9][0-9]{0,8})");

    String name() {
        return schema.name();
    }

    /** Whether a collection of the server is one of ours, which are named after releases. */
    static boolean isName(String collection) {
        return release(collection).isPresent();
    }

    static CollectionInfo of(String name, DescribeCollectionResp description) {
        FieldSchema vector = description.getCollectionSchema().getField(Fields.VECTOR);
        if (vector == null) {
            throw new IllegalStateException("collection '" + name + "' was not made by a Weft store: it has no field '"
                    + Fields.VECTOR + "'; use a database of its own");
        }
        if (description.getCollectionSchema().getField(Fields.SPLIT) == null) {
            throw new IllegalStateException("collection '" + name + "' was made before rows had the field '"
                    + Fields.SPLIT + "'; drop it and fill it again from the topic of embeddings");
        }
        ReleaseId release = release(name)
                .orElseThrow(() -> new IllegalStateException(
                        "collection '" + name + "' was not made by a Weft store: it is not named after a release"));
        VectorFormat format =
                vector.getDataType() == VectorFormat.FLOAT16.type() ? VectorFormat.FLOAT16 : VectorFormat.FLOAT;
        return new CollectionInfo(new CollectionSchema(release, vector.getDimension()), format);
    }

    private static Optional<ReleaseId> release(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ReleaseId(parts.group(1), Integer.parseInt(parts.group(2))));
        } catch (IllegalArgumentException e) {
            // A name of somebody else's that only looks like ours.
            return Optional.empty();
        }
    }
}
