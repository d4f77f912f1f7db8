package dev.weft.sink;

import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.VectorStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/** A store to which another writer is always a moment faster. */
final class RacingStore {

    private RacingStore() {}

    /** Before each deletion somebody else puts this. */
    static VectorStore puttingBeforeAnyDeletion(VectorStore real, String collection, Mutation put) {
        return (VectorStore) Proxy.newProxyInstance(
                VectorStore.class.getClassLoader(), new Class<?>[] {VectorStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("apply")
                            && arguments[1] instanceof List<?> mutations
                            && mutations.stream().anyMatch(Mutation.Delete.class::isInstance)) {
                        real.apply(collection, List.of(put));
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
