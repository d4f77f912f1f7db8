package dev.weft.inference;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Opens model bundles. Who opens a bundle that is open already gets the same graphs: a second copy would only take memory. */
public final class EmbeddingModels {

    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Map<Key, SharedModel> OPEN = new HashMap<>();

    private EmbeddingModels() {}

    /**
     * Opens a bundle; the caller closes it. It is loaded by the first opener for its device and variant, with that one's threads, and freed with
     * the last.
     *
     * @param location {@code classpath:FOLDER}, or the path of a folder: with a {@code manifest.json}, or in the Hugging Face layout with a
     *     {@link BundleLock}
     * @throws ModelBundleException if there is no bundle, or it can't be run on the device, or a file isn't the one that is listed, or its vectors
     *     aren't those stored with it
     */
    public static EmbeddingModel open(String location, InferenceOptions options) {
        LOCK.lock();
        try {
            Key key = new Key(location, options.device(), options.variant());
            SharedModel shared = OPEN.get(key);
            if (shared == null) {
                shared = new SharedModel(ModelLoader.load(BundleSource.at(location), options));
                OPEN.put(key, shared);
            }
            return shared.open(() -> release(key));
        } finally {
            LOCK.unlock();
        }
    }

    private static void release(Key key) {
        LOCK.lock();
        try {
            SharedModel shared = OPEN.get(key);
            if (shared != null && shared.release()) {
                OPEN.remove(key);
            }
        } finally {
            LOCK.unlock();
        }
    }

    private record Key(String location, Device device, ModelVariant variant) {}
}
