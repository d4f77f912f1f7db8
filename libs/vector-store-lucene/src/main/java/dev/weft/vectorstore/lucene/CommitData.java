package dev.weft.vectorstore.lucene;

import dev.weft.core.ReleaseId;
import dev.weft.vectorstore.CollectionSchema;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The schema, kept in every commit of the index, so that the two can't part. */
final class CommitData {

    private static final String FORMAT = "weft.format";
    private static final String RELEASE = "weft.release";
    private static final String DIMENSION = "weft.dimension";

    /** Counts up when fields change their meaning. */
    private static final String CURRENT_FORMAT = "1";

    private CommitData() {}

    static Map<String, String> of(CollectionSchema schema) {
        return Map.of(
                FORMAT, CURRENT_FORMAT,
                RELEASE, schema.release().toString(),
                DIMENSION, Integer.toString(schema.dimension()));
    }

    static CollectionSchema schema(Iterable<Map.Entry<String, String>> data) throws IOException {
        Map<String, String> values = new HashMap<>();
        data.forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        String format = values.getOrDefault(FORMAT, "none");
        if (!format.equals(CURRENT_FORMAT)) {
            throw new IOException("the index must be of format " + CURRENT_FORMAT + ", got " + format
                    + "; move the folder away and let the collection be filled again");
        }
        return new CollectionSchema(
                ReleaseId.parse(values.getOrDefault(RELEASE, "")),
                Integer.parseInt(values.getOrDefault(DIMENSION, "0")));
    }
}
