package dev.weft.inference;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Opens model bundles. Who opens a bundle that is open already gets the same graphs: a second copy would only take memory. */
public final class EmbeddingModels {

    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Map<String, SharedModel> OPEN = new HashMap<>();

    private EmbeddingModels() {}

    /**
     * Opens a bundle; the caller closes it. It is loaded by the first opener, with that one's options, and freed with the last.
     *
     * @param location {@code classpath:FOLDER}, or the path of a folder
     * @throws ModelBundleException if there is no bundle, or it can't be run, or a file isn't the one its manifest names
     */
    public static EmbeddingModel open(String location, InferenceOptions options) {
        LOCK.lock();
        try {
            SharedModel shared = OPEN.get(location);
            if (shared == null) {
                shared = new SharedModel(ModelLoader.load(BundleSource.at(location), options));
                OPEN.put(location, shared);
            }
            return shared.open(() -> release(location));
        } finally {
            LOCK.unlock();
        }
    }

    private static void release(String location) {
        LOCK.lock();
        try {
            SharedModel shared = OPEN.get(location);
            if (shared != null && shared.release()) {
                OPEN.remove(location);
            }
        } finally {
            LOCK.unlock();
        }
    }
}
