package dev.weft.vectorstore;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every {@link VectorStore} must do. An implementation extends this with a test class of its own; one that keeps its data on disk extends {@link DurableVectorStoreContract}. */
public abstract class VectorStoreContract
        implements CollectionContract,
                AliasContract,
                WriteContract,
                ReplayContract,
                SearchContract,
                ScanContract,
                FilterContract,
                ConcurrencyContract {

    private @Nullable VectorStore store;

    /** Opens a store that is empty. */
    protected abstract VectorStore open();

    @BeforeEach
    final void openStore() {
        store = open();
        store.createCollection(Items.SCHEMA);
    }

    @AfterEach
    final void closeStore() {
        store().close();
    }

    @Override
    public final VectorStore store() {
        if (store == null) {
            throw new IllegalStateException("the store is opened before each test");
        }
        return store;
    }

    /** Puts another store in the place of the one that was closed. */
    final void replaceStore(VectorStore other) {
        store = other;
    }
}
