package dev.weft.vectorstore.milvus;

import io.milvus.v2.common.IndexParam.IndexType;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a server was seen to do.
 *
 * @param version as the server says it
 * @param partitionKey whether upserts into a collection that is partitioned by a key land where filters look for them
 * @param halfVectors whether vectors of 2-byte numbers can be indexed as configured; tried only where they are configured
 * @param textIndex the index for texts, if there is one
 * @param ordered whether a query with a limit gives the first rows in the order of their keys
 * @param problem why nothing else could be found out, if so; the rest is what can do no harm then
 */
record Capabilities(
        String version,
        boolean partitionKey,
        boolean halfVectors,
        Optional<IndexType> textIndex,
        boolean ordered,
        Optional<String> problem) {

    /** What is assumed when nothing could be tried. */
    static Capabilities unknown(String version, String problem) {
        return new Capabilities(version, false, false, Optional.empty(), false, Optional.of(problem));
    }

    SortedMap<String, String> describe(MilvusSettings settings) {
        SortedMap<String, String> all = new TreeMap<>(Map.of(
                "store",
                "milvus " + version,
                "server",
                settings.where(),
                "durable",
                "when acknowledged",
                "consistency",
                settings.consistency().name(),
                "index",
                settings.design().index().type().name(),
                "tenants",
                partitionKey ? "partition key" : "field",
                "float16",
                settings.design().format() != VectorFormat.FLOAT16 ? "not tried" : halfVectors ? "yes" : "no",
                "text-index",
                textIndex.map(IndexType::getName).orElse("none"),
                "ordered-queries",
                ordered ? "yes" : "no"));
        problem.ifPresent(reason -> all.put("probe", "failed: " + reason));
        return all;
    }
}
