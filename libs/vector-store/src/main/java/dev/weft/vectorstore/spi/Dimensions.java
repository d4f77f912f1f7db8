package dev.weft.vectorstore.spi;

import dev.weft.core.Embedding;
import dev.weft.vectorstore.CollectionSchema;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.VectorQuery;
import dev.weft.vectorstore.VectorRow;
import java.util.List;

/** Checks vectors against a collection before anything is done with them. */
public final class Dimensions {

    private Dimensions() {}

    /** @throws IllegalArgumentException if a vector to be written has another dimension than the collection */
    public static void requireWritable(CollectionSchema schema, List<Mutation> mutations) {
        for (Mutation mutation : mutations) {
            if (mutation instanceof Mutation.Put put) {
                for (VectorRow row : put.rows()) {
                    require(schema, put.key() + "#" + row.part(), row.vector());
                }
            }
        }
    }

    /** @throws IllegalArgumentException if a query's vector has another dimension than the collection */
    public static void requireSearchable(CollectionSchema schema, List<VectorQuery> queries) {
        for (VectorQuery query : queries) {
            require(schema, "a query", query.vector());
        }
    }

    /** @throws IllegalArgumentException if a collection that exists has another dimension than the wanted one */
    public static void requireSame(CollectionSchema existing, CollectionSchema wanted) {
        if (existing.dimension() != wanted.dimension()) {
            throw new IllegalArgumentException("collection '" + existing.name() + "' exists with dimension "
                    + existing.dimension() + ", got " + wanted.dimension());
        }
    }

    private static void require(CollectionSchema schema, String what, Embedding vector) {
        if (vector.dimension() != schema.dimension()) {
            throw new IllegalArgumentException("vectors of collection '" + schema.name() + "' have dimension "
                    + schema.dimension() + ", got " + vector.dimension() + " for " + what);
        }
    }
}
