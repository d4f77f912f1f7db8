package dev.weft.vectorstore;

import java.util.List;

/** What the parts of the contract suite work on. */
interface StoreUnderTest {

    /** A fresh store that holds the empty collection {@link Items#SCHEMA}. */
    VectorStore store();

    default List<WriteOutcome> apply(Mutation... mutations) {
        return store().apply(Items.COLLECTION, List.of(mutations));
    }
}
