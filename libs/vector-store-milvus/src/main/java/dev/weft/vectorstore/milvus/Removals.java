package dev.weft.vectorstore.milvus;

import io.milvus.v2.service.vector.request.DeleteReq;
import java.util.ArrayList;
import java.util.List;

/** Removes rows of one collection by their keys, and so never more than was seen. */
final class Removals {

    private static final int KEYS_PER_CALL = 4096;

    private final MilvusConnection server;
    private final String collection;

    Removals(MilvusConnection server, String collection) {
        this.server = server;
        this.collection = collection;
    }

    /** Does nothing when there are none. */
    void remove(List<String> keys) {
        for (int from = 0; from < keys.size(); from += KEYS_PER_CALL) {
            List<Object> some = new ArrayList<>(keys.subList(from, Math.min(keys.size(), from + KEYS_PER_CALL)));
            server.call(
                    "remove replaced rows from collection " + collection,
                    client -> client.delete(DeleteReq.builder()
                            .collectionName(collection)
                            .ids(some)
                            .build()));
        }
    }
}
