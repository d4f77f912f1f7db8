package dev.weft.sink;

import dev.weft.core.MediaKey;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.WriteOutcome;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A store that acknowledges some writes and does not do them: the drift that a reconciler is for. */
final class LossyStore {

    private final VectorStore real;
    private final Set<Change> lost = ConcurrentHashMap.newKeySet();

    LossyStore(VectorStore real) {
        this.real = real;
    }

    private record Change(MediaKey key, long version) {}

    /** Loses the put or the deletion of this version. */
    void lose(MediaKey key, long version) {
        lost.add(new Change(key, version));
    }

    /** Works again. */
    void heal() {
        lost.clear();
    }

    VectorStore asStore() {
        return (VectorStore) Proxy.newProxyInstance(
                VectorStore.class.getClassLoader(), new Class<?>[] {VectorStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("apply")) {
                        @SuppressWarnings("unchecked")
                        List<Mutation> mutations = (List<Mutation>) arguments[1];
                        return apply((String) arguments[0], mutations);
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private List<WriteOutcome> apply(String collection, List<Mutation> mutations) {
        List<WriteOutcome> outcomes = new ArrayList<>();
        for (Mutation mutation : mutations) {
            outcomes.add(
                    lost.contains(new Change(mutation.key(), mutation.version()))
                            ? WriteOutcome.APPLIED
                            : real.apply(collection, List.of(mutation)).getFirst());
        }
        return outcomes;
    }
}
