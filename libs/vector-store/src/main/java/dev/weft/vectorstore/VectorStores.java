package dev.weft.vectorstore;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Opens stores by URI: {@code scheme:location}, as in {@code memory:name} or {@code lucene:data/index}.
 *
 * <p>Stores are shared within the JVM: whoever opens a location that is open already gets the same store, and the last one to close it closes
 * it for real. An embedded index has one writer, so services that run in one process depend on this. Thread-safe.
 */
public final class VectorStores {

    private static final Map<String, Shared> OPEN = new HashMap<>();

    private VectorStores() {}

    /**
     * Opens the store or shares the one that is open.
     *
     * @param uri {@code scheme:location}
     * @return to be closed by the caller
     * @throws IllegalArgumentException if no store on the class path has this scheme
     * @throws VectorStoreException if the store can't be opened
     */
    public static VectorStore open(String uri) {
        Place place = place(uri);
        // Opening and closing happen under one lock, so that nobody opens files that the last user is still closing.
        synchronized (OPEN) {
            Shared shared =
                    OPEN.computeIfAbsent(place.name(), name -> new Shared(name, place.provider.open(place.location)));
            shared.users++;
            return new SharedVectorStore(shared.store, () -> release(shared));
        }
    }

    /**
     * How long a single call to the store may take before it is given up, as its URI says or by default; empty where calls have no deadline.
     * Asks nobody.
     *
     * @throws IllegalArgumentException if no store on the class path has this scheme, or its URI is wrong
     */
    public static Optional<Duration> deadline(String uri) {
        Place place = place(uri);
        return place.provider.deadline(place.location);
    }

    private record Place(VectorStoreProvider provider, String location) {
        String name() {
            return provider.scheme() + ":" + location;
        }
    }

    private static Place place(String uri) {
        int colon = uri.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(
                    "a vector store is named as scheme:location, such as lucene:data/index, got '" + withoutOptions(uri)
                            + "'");
        }
        VectorStoreProvider provider = provider(uri.substring(0, colon), uri);
        return new Place(provider, provider.canonical(uri.substring(colon + 1)));
    }

    private static void release(Shared shared) {
        synchronized (OPEN) {
            shared.users--;
            if (shared.users == 0) {
                OPEN.remove(shared.name);
                shared.store.close();
            }
        }
    }

    private static VectorStoreProvider provider(String scheme, String uri) {
        Map<String, VectorStoreProvider> known = new TreeMap<>();
        // In an application server the context loader sees what the library's own does not, and on a foreign thread it
        // is the other way round.
        ClassLoader own = VectorStores.class.getClassLoader();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        for (ClassLoader loader : context == null || context.equals(own) ? List.of(own) : List.of(own, context)) {
            for (VectorStoreProvider provider : ServiceLoader.load(VectorStoreProvider.class, loader)) {
                known.putIfAbsent(provider.scheme(), provider);
            }
        }
        VectorStoreProvider provider = known.get(scheme);
        if (provider == null) {
            throw new IllegalArgumentException(
                    "the scheme of a vector store must be one of " + String.join(", ", known.keySet())
                            + " (is its module on the class path?), got '" + withoutOptions(uri) + "'");
        }
        return provider;
    }

    /** Options may hold a password, which has no place in a message. */
    private static String withoutOptions(String uri) {
        int question = uri.indexOf('?');
        return question < 0 ? uri : uri.substring(0, question) + "?…";
    }

    private static final class Shared {
        private final String name;
        private final VectorStore store;
        private int users;

        Shared(String name, VectorStore store) {
            this.name = name;
            this.store = store;
        }
    }
}
